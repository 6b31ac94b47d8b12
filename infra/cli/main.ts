import { enableCompileCache } from 'node:module';
import { Command, CommanderError } from 'commander';
import { UsageError } from '#infra/local/usage-error.ts';
import { EXIT } from './exit.ts';

enableCompileCache();

type CommandLoader = () => Promise<Command>;

// Loaded one at a time: `brand validate` should not wait for the emulators or the OCR runtime.
const COMMANDS: Record<string, CommandLoader> = {
  start: async () => (await import('./commands/start.ts')).startCommand(),
  init: async () => (await import('./commands/init.ts')).initCommand(),
  doctor: async () => (await import('./commands/doctor.ts')).doctorCommand(),
  brand: async () => (await import('./commands/brand.ts')).brandCommand(),
  scan: async () => (await import('./commands/scan.ts')).scanCommand(),
  cases: async () => (await import('./commands/cases.ts')).casesCommand(),
  case: async () => (await import('./commands/cases.ts')).caseCommand(),
  extract: async () => (await import('./commands/extract.ts')).extractCommand(),
  score: async () => (await import('./commands/score.ts')).scoreCommand(),
  decisions: async () => (await import('./commands/decisions.ts')).decisionsCommand(),
  model: async () => (await import('./commands/model.ts')).modelCommand(),
  train: async () => (await import('./commands/train.ts')).trainCommand(),
  rescore: async () => (await import('./commands/rescore.ts')).rescoreCommand(),
  replay: async () => (await import('./commands/replay.ts')).replayCommand(),
};

async function buildProgram(name: string | undefined): Promise<Command> {
  const program = new Command('markwarden')
    .description('Finds listings that counterfeit or misuse a brand and drives each one to removal.')
    .showSuggestionAfterError()
    .addHelpText(
      'after',
      `
Examples:
  npx markwarden start                       run the whole loop on this machine with the sample marketplace
  npx markwarden init && npx markwarden brand validate brand.yaml
  npx markwarden extract --marketplace ebay --kind search page.html.gz
  npx markwarden score --brand brand.yaml listings.jsonl

Exit codes: 0 fine · 2 usage or invalid input · 3 blocked or partial coverage · 4 internal error · 5 not answered in time`,
    );
  const wanted = name !== undefined && name in COMMANDS ? [name] : Object.keys(COMMANDS);
  for (const each of wanted) program.addCommand(await COMMANDS[each]!());
  return program;
}

/** Every command throws; this is the one place that turns errors into words and an exit code. */
async function main(argv: readonly string[]): Promise<void> {
  const program = await buildProgram(argv[0]);
  const throwOnExit = (command: Command): void => {
    command.exitOverride();
    for (const sub of command.commands) throwOnExit(sub);
  };
  throwOnExit(program);
  try {
    if (argv.length === 0) program.outputHelp();
    else await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    process.exitCode = report(error);
  }
}

function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage; // commander printed it
  if (error instanceof UsageError) {
    console.error(error.message);
    return EXIT.usage;
  }
  console.error('Markwarden failed unexpectedly. Please report this with the lines below.');
  console.error(error);
  return EXIT.internal;
}

await main(process.argv.slice(2));
