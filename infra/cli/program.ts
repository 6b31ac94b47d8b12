import { Command } from 'commander';
import project from '../../package.json' with { type: 'json' };

type CommandEntry = { summary: string; load: () => Promise<Command> };

// The summaries stand here so that the list of commands loads none of them: no emulators, no OCR runtime.
const COMMANDS: Record<string, CommandEntry> = {
  start: {
    summary: 'run the whole loop on this machine against a sample marketplace, then stay up',
    load: async () => (await import('./commands/start.ts')).startCommand(),
  },
  init: {
    summary: 'write a commented brand.yaml to start from',
    load: async () => (await import('./commands/init.ts')).initCommand(),
  },
  doctor: {
    summary: 'check that this machine has what Markwarden needs',
    load: async () => (await import('./commands/doctor.ts')).doctorCommand(),
  },
  login: {
    summary: 'sign in to an installation, on AWS or on this machine; every other command then goes there',
    load: async () => (await import('./commands/login.ts')).loginCommand(),
  },
  member: {
    summary: 'who may do what for a brand',
    load: async () => (await import('./commands/member.ts')).memberCommand(),
  },
  brand: {
    summary: 'check, register and show brands',
    load: async () => (await import('./commands/brand.ts')).brandCommand(),
  },
  scan: {
    summary: "scan a brand's watches now on the running host and say what could be seen",
    load: async () => (await import('./commands/scan.ts')).scanCommand(),
  },
  intake: {
    summary: 'bring pages that you saved in your browser, or a list of offers: for venues that let no crawler in',
    load: async () => (await import('./commands/intake.ts')).intakeCommand(),
  },
  cases: {
    summary: 'cases on the running host, most suspicious first',
    load: async () => (await import('./commands/cases.ts')).casesCommand(),
  },
  'find-picture': {
    summary: "a brand's offers that show a picture, or one that was made from it",
    load: async () => (await import('./commands/find-picture.ts')).findPictureCommand(),
  },
  export: {
    summary: 'whole lists (cases, notices, tasks, stores, listings) as CSV or JSON Lines',
    load: async () => (await import('./commands/export.ts')).exportCommand(),
  },
  case: {
    summary: 'one case: reasons and history; or decide on it',
    load: async () => (await import('./commands/cases.ts')).caseCommand(),
  },
  notice: {
    summary: 'notices: list, show, approve, say that one was filed or answered, withdraw',
    load: async () => (await import('./commands/notice.ts')).noticeCommand(),
  },
  store: {
    summary: 'repeat sellers: strikes, the statement to have a store closed with, and what became of it',
    load: async () => (await import('./commands/store.ts')).storeCommand(),
  },
  webhook: {
    summary: "send a brand's news to your own address or to Slack: set, show, test, rotate, remove",
    load: async () => (await import('./commands/webhook.ts')).webhookCommand(),
  },
  seller: {
    summary: 'everything that is held about one seller, as a file',
    load: async () => (await import('./commands/seller.ts')).sellerCommand(),
  },
  erase: {
    summary: "delete a seller's or a brand's data everywhere, with a report of what stays and until when",
    load: async () => (await import('./commands/erase.ts')).eraseCommand(),
  },
  tasks: {
    summary: 'what only a person can do, the most urgent first',
    load: async () => (await import('./commands/tasks.ts')).tasksCommand(),
  },
  trace: {
    summary: 'the path of one offer through the local host: every line that its functions logged about it',
    load: async () => (await import('./commands/trace.ts')).traceCommand(),
  },
  dlq: {
    summary: 'what failed for good: list it, and give it back once the cause is gone',
    load: async () => (await import('./commands/dlq.ts')).dlqCommand(),
  },
  kpi: {
    summary: 'figures of a period by marketplace: found, noticed, removed, rates and times',
    load: async () => (await import('./commands/kpi.ts')).kpiCommand(),
  },
  report: {
    summary: 'the figures of a period as a page to send on, HTML or PDF',
    load: async () => (await import('./commands/report.ts')).reportCommand(),
  },
  history: {
    summary: "take earlier notices into the sellers' records, from another vendor or system",
    load: async () => (await import('./commands/history.ts')).historyCommand(),
  },
  compare: {
    summary: "another vendor's list of offers beside our own cases: what either missed, and why",
    load: async () => (await import('./commands/compare.ts')).compareCommand(),
  },
  extract: {
    summary: "read a saved page with a marketplace's parser and say what it lets us know",
    load: async () => (await import('./commands/extract.ts')).extractCommand(),
  },
  'check-readers': {
    summary: 'read one result page of each marketplace politely from where you are: read, blocked or layout changed',
    load: async () => (await import('./commands/check-readers.ts')).checkReadersCommand(),
  },
  score: {
    summary: 'say how likely each listing infringes, and why; no network',
    load: async () => (await import('./commands/score.ts')).scoreCommand(),
  },
  decisions: {
    summary: 'what people and venues decided on the running host, one JSON object a line, for train and rescore',
    load: async () => (await import('./commands/decisions.ts')).decisionsCommand(),
  },
  model: {
    summary: 'the model that judges listings, and the way back to an earlier one',
    load: async () => (await import('./commands/model.ts')).modelCommand(),
  },
  train: {
    summary: 'fit the weights of the signals from decisions and judge them on sellers not seen before',
    load: async () => (await import('./commands/train.ts')).trainCommand(),
  },
  rescore: {
    summary: 'judge decided listings again with another model, offline, and say what would change',
    load: async () => (await import('./commands/rescore.ts')).rescoreCommand(),
  },
  replay: {
    summary:
      'put saved search pages through the real pipeline (archive, crawl, score, cases); nothing is fetched or sent',
    load: async () => (await import('./commands/replay.ts')).replayCommand(),
  },
};

export const commandNames: readonly string[] = Object.keys(COMMANDS);

/** The command line, with `wanted` ready to run; of the others it knows what they are for. */
export async function buildProgram(wanted: string | undefined): Promise<Command> {
  const program = new Command('markwarden')
    .description('Finds listings that counterfeit or misuse a brand and drives each one to removal.')
    .version(project.version)
    .showSuggestionAfterError()
    .addHelpText(
      'after',
      `
Examples:
  npx markwarden start                       run the whole loop on this machine with the sample marketplace
  npx markwarden init && npx markwarden brand validate brand.yaml
  npx markwarden extract --marketplace ebay --kind search page.html
  npx markwarden score --brand brand.yaml listings.jsonl

Exit codes: 0 fine · 2 usage or invalid input · 3 blocked or partial coverage · 4 internal error · 5 not answered in time`,
    );
  for (const [name, { summary, load }] of Object.entries(COMMANDS))
    program.addCommand(name === wanted ? (await load()).description(summary) : new Command(name).description(summary));
  endings(program, 'npx markwarden');
  return program;
}

/** Errors are thrown rather than ending the process, for the caller to turn into an exit code, and name the help to read. */
function endings(command: Command, words: string): void {
  command.exitOverride().showHelpAfterError(`See: ${words} --help`);
  for (const sub of command.commands) endings(sub, `${words} ${sub.name()}`);
}
