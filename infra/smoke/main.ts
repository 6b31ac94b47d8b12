import { Command } from 'commander';
import { sampleBrand } from '#infra/cli/sample-brand.ts';
import { UsageError } from '#infra/local/usage-error.ts';
import type { Brand } from '#shared/domain/brand.ts';
import { HOUR_MS } from '#shared/domain/time-units.ts';
import { costSoFar } from './cost-so-far.ts';
import { startLocalInstallation } from './local-installation.ts';
import { smokeOnAws } from './on-aws/smoke-aws.ts';
import { resultLine, runSteps, type StepResult } from './run-steps.ts';
import { walkSteps } from './walk.ts';

// npm run smoke:aws -- --stage dev --email you@example.com, or -- --local: one offer from its first sight to its removal.

type Options = { stage: 'dev'; email?: string; local?: boolean; json?: boolean };

const say = (line: string) => console.error(line);

/** One search page of the sample brand, every notice approved by hand, every alert at once. */
function smokeBrand(bazaarOrigin: string): Brand {
  const brand = sampleBrand(bazaarOrigin);
  const watches = [{ ...brand.watches[0]!, keyword: 'nordhavn bottle', pages: 1 }];
  return {
    ...brand,
    watches,
    enforcement: { ...brand.enforcement, mode: 'review' },
    alerts: { ...brand.alerts, digest: 'off' },
  };
}

async function smokeHere(tell: (result: StepResult) => void): Promise<StepResult[]> {
  const startedMs = performance.now();
  await using installation = await startLocalInstallation((name, message) => say(`${name}: ${message}`));
  const hours = () => (performance.now() - startedMs) / HOUR_MS;
  return await runSteps(walkSteps(installation, smokeBrand(installation.bazaarOrigin)), {
    costSoFar: async () => costSoFar(await installation.functionUse(), hours()),
    tell,
  });
}

process.env.POWERTOOLS_LOG_LEVEL ??= 'SILENT';
const command = new Command('smoke:aws')
  .description(
    'deploys a stage with a sample marketplace, takes one offer from its first sight to its removal, and removes it all',
  )
  .option('--local', 'the same walk on the local host, nothing is deployed')
  .option(
    '--stage <stage>',
    'to deploy; only dev',
    (stage) => {
      if (stage !== 'dev')
        throw new UsageError('A smoke test removes what it deployed: it takes no other stage than dev.');
      return stage;
    },
    'dev' as const,
  )
  .option('--email <address>', 'who is told of alarms; has to click a link')
  .option('--json', 'print an array of {name, verdict, note, seconds, usdSoFar} at the end')
  .action(async (options: Options) => {
    const tell = (result: StepResult) => say(resultLine(result));
    const results = options.local
      ? await smokeHere(tell)
      : await smokeOnAws({ stage: options.stage, email: options.email, brandAt: smokeBrand, say, tell });
    if (options.json) console.log(JSON.stringify(results, null, 2));
    const passed = results.filter(({ verdict }) => verdict === 'PASS').length;
    say(`${passed} of ${results.length} passed, $${(results.at(-1)?.usdSoFar ?? 0).toFixed(4)} at list prices`);
    if (passed < results.length) process.exitCode = 1;
  });

try {
  await command.parseAsync();
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
