import { enableCompileCache } from 'node:module';

enableCompileCache();
// What the functions log stands in their own files. A command's output is for its reader, or for a program that parses it.
process.env.POWERTOOLS_LOG_LEVEL ??= 'SILENT';

// `… | head` has read enough: that is no failure, and the rest is not worth computing.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

// Not before the cache is on: it holds what is loaded from then.
const { run } = await import('./run.ts');
await run(process.argv.slice(2));
