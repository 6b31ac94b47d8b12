import { corpusIsThere } from '#test/pages/corpus.ts';

// Imported for its warning by every test that reads real saved pages: a skip must be seen.
if (!corpusIsThere) console.warn('SKIPPED: ../shared not found, tests on real saved pages do not run');

export * from '#test/pages/corpus.ts';
