import { DescribeAlarmsForMetricCommand, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeUserPoolClientCommand } from '@aws-sdk/client-cognito-identity-provider';
import {
  GetFunctionConfigurationCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda';
import { PutSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import type { Ask } from '#infra/local/start/sample-people.ts';
import { EVERY_BRAND, Permission } from '#shared/domain/membership.ts';
import { createPeopleStore } from '#shared/stores/people-store.ts';
import type { FunctionUse } from '../cost-so-far.ts';
import type { Installation } from '../installation.ts';
import type { AwsClients } from './clients.ts';
import { type Made, outputOf } from './stack-resources.ts';

/** The program that the smoke test is: `-c machineClients`. */
export const SMOKE_CLIENT = { smoke: Permission.options };

type Running = { name: string; logicalId: string; memoryMb: number; variables: Record<string, string> };

/** What was deployed just now. Gives the sample marketplace its key and the smoke test its right to everything. */
export async function awsInstallation(
  clients: AwsClients,
  { stage, made, channelKey }: { stage: string; made: readonly Made[]; channelKey: string },
): Promise<Installation> {
  const since = new Date();
  const output = (stack: string, name: string) => outputOf(clients.formation, `markwarden-${stage}-${stack}`, name);
  const functions = await Promise.all(
    made.filter(({ type }) => type === 'AWS::Lambda::Function').map((each) => runningFunction(clients, each)),
  );
  const variable = (name: string) => {
    const found = functions.find(({ variables }) => name in variables);
    if (!found) throw new Error(`no function is told ${name}`);
    return found.variables[name]!;
  };
  await clients.secrets.send(
    new PutSecretValueCommand({
      SecretId: variable('CHANNEL_SECRET_ARN'),
      SecretString: JSON.stringify({ bazaar: channelKey }),
    }),
  );
  for (const { name, variables } of functions) if (variables.CHANNEL_SECRET_ARN) await startAnew(clients, name);
  const consoleUrl = await output('pipeline', 'ConsoleUrl');
  return {
    ...clients,
    ask: await askAsProgram(clients, { made, variable, api: `${consoleUrl}/api` }),
    variable,
    functionNamed: (start) => functions.find(({ logicalId }) => logicalId.startsWith(start))!.name,
    consoleUrl,
    bazaarOrigin: await output('smoke', 'BazaarOrigin'),
    channelKey,
    inbox: { url: await output('smoke', 'InboxUrl'), arn: await output('smoke', 'InboxArn') },
    queuePrefix: `markwarden-${stage}-pipeline-`,
    alarmOn: (queueName) => alarmOn(clients, queueName),
    functionUse: () => Promise.all(functions.map((each) => useOf(clients, each, since))),
    everyMs: 10_000,
  };
}

async function runningFunction({ lambda }: AwsClients, { physicalId, logicalId }: Made): Promise<Running> {
  const { MemorySize, Environment } = await lambda.send(
    new GetFunctionConfigurationCommand({ FunctionName: physicalId }),
  );
  return { name: physicalId, logicalId, memoryMb: MemorySize ?? 128, variables: Environment?.Variables ?? {} };
}

/** A tick may have started it before its secret had a value, which is read once. */
async function startAnew({ lambda }: AwsClients, FunctionName: string): Promise<void> {
  const Description = `Secret written at ${new Date().toISOString()}`;
  await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Description }));
  await waitUntilFunctionUpdatedV2({ client: lambda, maxWaitTime: 120 }, { FunctionName });
}

type Program = { made: readonly Made[]; variable: (name: string) => string; api: string };

/** Signs in with the client's own secret, and is let in to every brand, as an operator would let it. */
async function askAsProgram({ cognito, dynamo }: AwsClients, { made, variable, api }: Program): Promise<Ask> {
  const idOf = (type: string, start: string) =>
    made.find((each) => each.type === type && each.logicalId.startsWith(start))!.physicalId;
  const ClientId = idOf('AWS::Cognito::UserPoolClient', 'smokeClient');
  const UserPoolId = idOf('AWS::Cognito::UserPool', '');
  const { UserPoolClient } = await cognito.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId }));
  const people = createPeopleStore(dynamo, variable('PEOPLE_TABLE'));
  await people.putProfile({ person: ClientId, name: 'Smoke test' });
  const at = new Date().toISOString();
  await people.putMembership({ person: ClientId, brandId: EVERY_BRAND, roles: ['admin'], by: 'operator:smoke', at });
  const answer = await fetch(`${variable('LOGIN_URL')}/oauth2/token`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      authorization: `Basic ${Buffer.from(`${ClientId}:${UserPoolClient?.ClientSecret}`).toString('base64')}`,
    },
    body: 'grant_type=client_credentials',
  });
  if (!answer.ok) throw new Error(`the sign-in gives no token: ${answer.status} ${await answer.text()}`);
  const { access_token: token } = (await answer.json()) as { access_token: string };
  return (path, init = {}) =>
    fetch(`${api}${path}`, {
      ...init,
      headers: { ...(init.headers as Record<string, string>), authorization: `Bearer ${token}` },
    });
}

async function alarmOn({ cloudwatch }: AwsClients, queueName: string): Promise<string | undefined> {
  const { MetricAlarms = [] } = await cloudwatch.send(
    new DescribeAlarmsForMetricCommand({
      Namespace: 'AWS/SQS',
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Dimensions: [{ Name: 'QueueName', Value: queueName }],
    }),
  );
  return MetricAlarms[0]?.StateValue;
}

async function useOf({ cloudwatch }: AwsClients, { name, memoryMb }: Running, since: Date): Promise<FunctionUse> {
  const metric = (MetricName: string) => ({
    Id: MetricName.toLowerCase(),
    MetricStat: {
      Metric: { Namespace: 'AWS/Lambda', MetricName, Dimensions: [{ Name: 'FunctionName', Value: name }] },
      Period: 60,
      Stat: 'Sum',
    },
  });
  const { MetricDataResults = [] } = await cloudwatch.send(
    new GetMetricDataCommand({
      StartTime: since,
      EndTime: new Date(),
      MetricDataQueries: [metric('Invocations'), metric('Duration')],
    }),
  );
  const sum = (id: string) =>
    (MetricDataResults.find(({ Id }) => Id === id)?.Values ?? []).reduce((total, value) => total + value, 0);
  return { memoryMb, invocations: sum('invocations'), ms: sum('duration') };
}
