import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const LOCK = fileURLToPath(new URL('../package-lock.json', import.meta.url));
const { packages } = JSON.parse(readFileSync(LOCK, 'utf8')) as {
  packages: Record<string, { hasInstallScript?: true; resolved?: string }>;
};

// npm runs the install scripts that the lock file marks. onnxruntime-node's is left unmarked by hand: it downloads 400 MB for
// graphics cards from outside the registry, and fails where that is out of reach. If npm has marked it again, delete that line.
test('only these packages run code of theirs when they are installed', () => {
  const marked = Object.entries(packages).filter(([, { hasInstallScript }]) => hasInstallScript);
  expect(marked.map(([name]) => name)).toEqual([
    'node_modules/classic-level',
    'node_modules/esbuild',
    'node_modules/node',
  ]);
});

test('the lock file names no registry', () => {
  const resolved = Object.values(packages).flatMap(({ resolved }) => resolved ?? []);
  expect(resolved.filter((address) => /^https?:/.test(address))).toEqual([]);
});
