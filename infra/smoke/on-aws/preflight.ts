import { type CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { GetAccountSettingsCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import * as z from 'zod';
import { awsProblem } from '#infra/cli/aws-problem.ts';
import { UsageError } from '#infra/local/usage-error.ts';
import { isNoStack } from './stack-resources.ts';

/** What the functions of a stage may run at once: five workers at two each, and as many again for ticks, pages, API and marketplace. */
const NEEDED_AT_ONCE = 20;

export type Preflight = {
  formation: CloudFormationClient;
  lambda: LambdaClient;
  stage: string;
  email: string | undefined;
};

/**
 * What must hold before anything is deployed. Returns the region.
 * @throws UsageError in one line, with the next step.
 */
export async function preflight({ formation, lambda, stage, email }: Preflight): Promise<string> {
  if (!email || !z.email().safeParse(email).success)
    throw new UsageError(
      'Alarms need somebody to ring for. Add --email you@example.com and be ready to confirm a mail.',
    );
  const region = await formation.config.region().catch(() => undefined);
  if (!region) throw new UsageError('No AWS region is set. Say where: export AWS_REGION=eu-west-1');
  if (!(await stackExists(formation, 'CDKToolkit')))
    throw new UsageError(`${region} is not bootstrapped for the CDK. Run: npx cdk bootstrap`);
  for (const part of ['data', 'pipeline', 'smoke']) {
    const name = `markwarden-${stage}-${part}`;
    if (await stackExists(formation, name))
      throw new UsageError(
        `${name} is there already, and a smoke test ends by removing it. Use another account or region, or remove it (docs/deploy.md, section 11).`,
      );
  }
  const { AccountLimit } = await lambda.send(new GetAccountSettingsCommand({}));
  const atOnce = AccountLimit?.UnreservedConcurrentExecutions ?? 0;
  if (atOnce < NEEDED_AT_ONCE)
    throw new UsageError(
      `Lambda runs at most ${atOnce} functions at once in this account, ${NEEDED_AT_ONCE} are needed. Ask for more: Service Quotas, AWS Lambda, "Concurrent executions".`,
    );
  return region;
}

async function stackExists(formation: CloudFormationClient, StackName: string): Promise<boolean> {
  try {
    const { Stacks = [] } = await formation.send(new DescribeStacksCommand({ StackName }));
    return Stacks.length > 0;
  } catch (error) {
    if (isNoStack(error)) return false;
    const refused = awsProblem(error);
    throw refused === undefined ? error : new UsageError(refused);
  }
}
