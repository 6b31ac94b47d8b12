import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
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

/** What outlives a file in its process: replaced modules, faked clocks, the memory that others have used, a host. Spies and variables end with their file (test/setup.ts). */
const TOUCHES_ALL =
  /\bvi\.(mock|hoisted|useFakeTimers|setSystemTime)|\bprocess\.(on|memoryUsage)\b|\b(startHost|aHost)\b|support\/chaos/;

// All others share one module cache per worker: loading modules anew for every file took half of the run (2026-11). Nothing is replaced in
// them, so Node loads their modules itself: Vite's runner reaches every import through a getter, a sixth of a reader's time.
const [alone, together] = testsThat((text) => TOUCHES_ALL.test(text));

function testsThat(holds: (text: string) => boolean): [string[], string[]] {
  const files = globSync('test/**/*.test.ts', { cwd: import.meta.dirname });
  const isSo = (file: string) => holds(readFileSync(join(import.meta.dirname, file), 'utf8'));
  const { true: yes = [], false: no = [] } = Object.groupBy(files, (file) => String(isSo(file)));
  return [yes, no];
}

export default defineConfig({
  plugins: [textImports],
  test: {
    globalSetup: ['test/temporary-folder.ts'],
    setupFiles: ['test/setup.ts'],
    // No test depends on the clock; these limits only end what would never end, on a machine busy with other work too.
    testTimeout: process.env.MARKWARDEN_PROVE ? 3_600_000 : 600_000,
    hookTimeout: 600_000,
    // By default one core stays free for watching; a run that ends has nothing to watch.
    maxWorkers: '100%',
    // What commands write is compared; a build server would have it in colours.
    env: { NO_COLOR: '1' },
    projects: [
      {
        extends: true,
        test: {
          name: 'together',
          include: together,
          isolate: false,
          execArgv: ['--import', join(import.meta.dirname, 'test/support/source-loader.ts')],
          experimental: { viteModuleRunner: false, nodeLoader: false },
        },
      },
      { extends: true, test: { name: 'alone', include: alone } },
    ],
    // .ci/run counts from this report
    reporters: process.env.CI ? ['default', ['json', { outputFile: '.markwarden/test-report.json' }]] : ['default'],
  },
});
