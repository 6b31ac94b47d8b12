import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { defineConfig, type Plugin } from 'vitest/config';

/** `with { type: 'text' }`, which esbuild knows and Vite does not. The ids hide the path: Vite has ideas of its own about those. */
const TEXT = 'virtual:text-';
const textImports: Plugin = {
  name: 'text-imports',
  enforce: 'pre',
  resolveId: (id, importer = '') =>
    /\/assets\/[^/]+\.(css|js)$|\/htmx\.min\.js$/.test(id)
      ? TEXT + Buffer.from(createRequire(importer).resolve(id)).toString('base64url')
      : undefined,
  load: (id) =>
    id.startsWith(TEXT)
      ? `export default ${JSON.stringify(readFileSync(Buffer.from(id.slice(TEXT.length), 'base64url'), 'utf8'))};`
      : undefined,
};

// Nothing in these keeps state or touches the outside, so their files share one module cache per worker.
const PURE = ['domain', 'extraction', 'marketplaces', 'products', 'recognition', 'scoring', 'signals'].map(
  (folder) => `test/shared/${folder}/**/*.test.ts`,
);

export default defineConfig({
  plugins: [textImports],
  test: {
    setupFiles: ['test/setup.ts'],
    // No test depends on the clock; these limits only end what would never end, on a machine busy with other work too.
    testTimeout: 120_000,
    hookTimeout: 180_000,
    // By default one core stays free for watching; a run that ends has nothing to watch.
    maxWorkers: '100%',
    projects: [
      { extends: true, test: { name: 'pure', include: PURE, isolate: false } },
      { extends: true, test: { name: 'whole', include: ['test/**/*.test.ts'], exclude: PURE } },
    ],
    // .ci/run counts from this report
    reporters: process.env.CI ? ['default', ['json', { outputFile: '.markwarden/test-report.json' }]] : ['default'],
  },
});
