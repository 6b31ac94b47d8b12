import { CommanderError } from 'commander';
import { UsageError } from '#infra/local/usage-error.ts';
import { awsProblem } from './aws-problem.ts';
import { EXIT } from './exit.ts';
import { openProblem } from './file-problem.ts';
import { buildProgram } from './program.ts';

/** Runs one command line. Every command throws; this is the one place that turns errors into words and the process's exit code. */
export async function run(argv: readonly string[]): Promise<void> {
  // `markwarden help score` shows what `markwarden score --help` shows, so that command is needed too.
  const program = await buildProgram(argv[0] === 'help' ? argv[1] : argv[0]);
  try {
    if (argv.length === 0) program.outputHelp();
    else await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    process.exitCode = report(error);
  }
}

function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage; // commander printed it
  const sentence = error instanceof UsageError ? error.message : (openProblem(error) ?? awsProblem(error));
  if (sentence !== undefined) {
    console.error(sentence);
    return EXIT.usage;
  }
  console.error('Markwarden failed unexpectedly. Please report this with the lines below.');
  console.error(error);
  return EXIT.internal;
}
