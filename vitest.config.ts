import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // .ci/run counts from this report
    reporters: process.env.CI ? ['default', ['json', { outputFile: '.markwarden/test-report.json' }]] : ['default'],
  },
});
