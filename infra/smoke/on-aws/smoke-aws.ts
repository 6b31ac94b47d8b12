import { randomBytes } from 'node:crypto';
import type { Brand } from '#shared/domain/brand.ts';
import { HOUR_MS } from '#shared/domain/time-units.ts';
import { costSoFar } from '../cost-so-far.ts';
import { runSteps, type StepResult } from '../run-steps.ts';
import { walkSteps } from '../walk.ts';
import { awsInstallation } from './aws-installation.ts';
import { awsClients } from './clients.ts';
import { confirmedAddress } from './confirmed.ts';
import { cdkFor } from './deployment.ts';
import { removeLeftovers } from './leftovers.ts';
import { preflight } from './preflight.ts';
import { resourcesOf } from './stack-resources.ts';

export type AwsOptions = {
  stage: string;
  email: string | undefined;
  brandAt: (bazaarOrigin: string) => Brand;
  /** A line for the person who waits. */
  say: (line: string) => void;
  tell: (result: StepResult) => void;
};

/**
 * Deploys the three stacks, walks, and removes everything again, also when the walk fails or the deployment does.
 * @throws UsageError when it cannot begin. Nothing was made then.
 */
export async function smokeOnAws({ stage, email, brandAt, say, tell }: AwsOptions): Promise<StepResult[]> {
  const clients = awsClients();
  const region = await preflight({ ...clients, stage, email });
  const stacks = ['data', 'smoke', 'pipeline'].map((part) => `markwarden-${stage}-${part}`);
  const cdk = cdkFor(stage, email!);
  const startedMs = performance.now();
  const hours = () => (performance.now() - startedMs) / HOUR_MS;
  say(`Deploying ${stacks.join(', ')} in ${region}. This takes about ten minutes.`);
  let made: Awaited<ReturnType<typeof resourcesOf>> = [];
  try {
    await cdk('deploy');
    made = await resourcesOf(clients.formation, stacks);
    const channelKey = randomBytes(32).toString('hex');
    const installation = await awsInstallation(clients, { stage, made, channelKey });
    const steps = [
      confirmedAddress(clients.sns, made, email!, say),
      ...walkSteps(installation, brandAt(installation.bazaarOrigin)),
    ];
    const cost = async () => costSoFar(await installation.functionUse(), hours());
    return await runSteps(steps, { costSoFar: cost, tell });
  } finally {
    say('Removing everything again.');
    if (made.length === 0)
      made = await resourcesOf(clients.formation, stacks).catch((error: Error) => {
        say(`NOT known what was made, and what the stacks leave may cost: ${error.message}. Look for it by hand.`);
        return [];
      });
    await cdk('destroy').catch((error: Error) => say(`NOT removed: ${error.message}. Remove the stacks by hand.`));
    const left = await removeLeftovers(clients, made, `markwarden-${stage}-brand`);
    for (const line of left) say(`NOT removed, and it may cost: ${line}`);
  }
}
