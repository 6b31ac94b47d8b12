import { Command } from 'commander';
import { createProgress } from '#infra/local/start/progress.ts';
import { type RunningSample, runSample } from '#infra/local/start/run-sample.ts';
import { SAMPLE_PEOPLE, SIGNER } from '#infra/local/start/sample-people.ts';
import type { SampleSystem } from '#infra/local/start/sample-system.ts';
import { forgetState, stateDirectory } from '#infra/local/start/state-directory.ts';
import { isRead } from '#shared/domain/coverage.ts';
import { EXIT } from '../exit.ts';
import { filled, port, wholeNumber } from '../option-values.ts';
import { printJson } from '../print.ts';
import { printSummary } from '../print-summary.ts';
import { sampleBrand, secondSampleBrand } from '../sample-brand.ts';

type Options = { once?: boolean; json?: boolean; seed?: number; port?: number; fresh?: boolean; stateDir?: string };

export function startCommand(): Command {
  return new Command('start')
    .option('--once', 'exit after the simulated week (0 fine, 3 something could not be seen, 4 something failed)')
    .option('--json', 'print the result as one JSON object')
    .option('--seed <number>', 'another sample (default 1)', wholeNumber)
    .option('--port <number>', 'port of the API (default any free one)', port)
    .option('--fresh', 'forget what earlier runs left')
    .option('--state-dir <path>', 'where state is kept (default .markwarden in the project)', filled)
    .action(start);
}

async function start(options: Options): Promise<void> {
  const directory = stateDirectory(options.stateDir);
  if (options.fresh) forgetState(directory);
  const progress = createProgress();
  let system: SampleSystem | undefined;
  let isStopping = false;
  const stopped = new Promise<void>((resolve) => {
    const stop = async () => {
      isStopping = true;
      progress.say(`Stopping. Everything is kept in ${directory}; start again to continue.`);
      await system?.stop();
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
  });
  const sample = await Promise.race([
    stopped,
    runSample({
      stateDirectory: directory,
      seed: options.seed,
      port: options.port,
      progress,
      sampleBrand,
      secondBrand: secondSampleBrand,
      onStarted: (started) => {
        system = started;
      },
      onReady: ({ host }) => {
        if (!options.once) progress.say(`Console, with six weeks of sample history:\n${signInLinks(host)}`);
      },
    }),
  ]).catch(async (error) => {
    if (isStopping) return stopped; // whatever was asked of the system while it went down
    await system?.stop();
    throw error;
  });
  if (!sample) process.exit(INTERRUPTED);
  if (options.json) printJson(sample.result.summary);
  else printSummary(sample.result);
  const trouble = troubleOf(sample);
  if (trouble) {
    progress.say(trouble.reason);
    process.exitCode = trouble.exitCode;
  }
  if (options.once) {
    await sample.stop();
    process.exit();
  }
  stayUp(sample, progress.say);
  await stopped;
  process.exit();
}

const INTERRUPTED = 130; // the shell's code for a program ended by Ctrl-C

function troubleOf({ host, result }: RunningSample): { reason: string; exitCode: number } | undefined {
  const dead = host.deadLetters();
  if (dead.length > 0) {
    const queues = [...new Set(dead.map(({ queue }) => queue))].join(', ');
    return {
      reason: `${dead.length} messages failed for good (${queues}). The functions' logs say why.`,
      exitCode: EXIT.internal,
    };
  }
  const unseen = result.summary.coverage.filter(({ verdict }) => !isRead(verdict));
  if (unseen.length === 0) return undefined;
  const watches = unseen.map(({ watch, verdict }) => `"${watch}" (${verdict})`).join(', ');
  return { reason: `Not everything could be seen: ${watches}.`, exitCode: EXIT.coverage };
}

function stayUp({ host, bazaar }: RunningSample, say: (line: string) => void): void {
  host.startTicking();
  say(`
Running on, now at the clock's own pace. Ctrl-C stops; everything is kept.
  console               ${host.url} (sign in with one of the links below, each good once)
${signInLinks(host)}
  API                   ${host.url}/api
  alert e-mails         ${host.url}/outbox
  sample marketplace    ${bazaar.origin}/search?q=nordhavn+jacket
Try: npx markwarden cases`);
}

/** One line a sample identity; each link is good once. */
const signInLinks = (host: SampleSystem['host']): string =>
  SAMPLE_PEOPLE.filter(({ sub }) => sub !== SIGNER.sub)
    .map((person) => `    as ${person.name.padEnd(18)}${host.signIn.oneTimeLink(person, host.url)}`)
    .join('\n');
