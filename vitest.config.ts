import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { defineConfig, type Plugin } from 'vitest/config';

/** `with { type: 'text' }`, which esbuild knows and Vite does not. */
const textImports: Plugin = {
  name: 'text-imports',
  enforce: 'pre',
  // Inside node_modules nothing would be asked of this plugin.
  resolveId: (id) => (id.endsWith('/htmx.min.js') ? `\0${createRequire(import.meta.url).resolve(id)}` : undefined),
  load: (id) => {
    if (/functions\/console\/assets\/[^/]+\.(css|js)$|\/htmx\.min\.js$/.test(id))
      return `export default ${JSON.stringify(readFileSync(id.replace('\0', ''), 'utf8'))};`;
  },
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
    projects: [
      { extends: true, test: { name: 'pure', include: PURE, isolate: false } },
      { extends: true, test: { name: 'whole', include: ['test/**/*.test.ts'], exclude: PURE } },
    ],
    // .ci/run counts from this report
    reporters: process.env.CI ? ['default', ['json', { outputFile: '.markwarden/test-report.json' }]] : ['default'],
  },
});
