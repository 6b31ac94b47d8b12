import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SNSClient } from '@aws-sdk/client-sns';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { readAssembly } from '#infra/local/host/assembly.ts';
import { type Host, startHost } from '#infra/local/host/host.ts';
import { localQueues } from '#infra/local/host/local-clients.ts';
import { LOCAL_CREDENTIALS } from '#infra/local/host/local-credentials.ts';
import { synthesisedAssembly } from '#infra/local/host/synthesis.ts';
import { addSamplePeople, askAs, IDA, SAMPLE_PEOPLE } from '#infra/local/start/sample-people.ts';
import type { FunctionUse } from './cost-so-far.ts';
import type { Installation } from './installation.ts';

/** All three stacks on the local host, in a directory of their own that goes away with it. */
export async function startLocalInstallation(
  onFailure: (functionName: string, message: string) => void,
): Promise<Installation & AsyncDisposable> {
  await using resources = new AsyncDisposableStack();
  const stateDirectory = mkdtempSync(path.join(tmpdir(), 'markwarden-smoke-'));
  resources.defer(() => rmSync(stateDirectory, { recursive: true, force: true }));
  const assembly = await synthesisedAssembly({ smoke: true });
  const channelKey = randomBytes(32).toString('hex');
  const host = await startHost({
    assembly,
    stateDirectory,
    people: SAMPLE_PEOPLE,
    enforceRoles: true,
    secretValue: (name) => (name.startsWith('ChannelSecret') ? JSON.stringify({ bazaar: channelKey }) : '{}'),
    onFailure: (name, { type, message }) => onFailure(name, `${type}: ${message}`),
  });
  resources.defer(host.stop);
  await addSamplePeople(host);
  const { dynamodb, messaging, aws } = host.endpoints;
  const inbox = host.system.queues.find(({ name }) => name.startsWith('Inbox'))!;
  const running = resources.move();
  return {
    ask: askAs(host, IDA),
    dynamo: DynamoDBDocumentClient.from(new DynamoDBClient({ ...LOCAL_CREDENTIALS, endpoint: dynamodb })),
    sqs: localQueues(messaging),
    sns: new SNSClient({ ...LOCAL_CREDENTIALS, endpoint: messaging }),
    lambda: new LambdaClient({ ...LOCAL_CREDENTIALS, endpoint: aws }),
    variable: host.variable,
    functionNamed: (start) => functionsOf(host).find(({ name }) => name.startsWith(start))!.name,
    consoleUrl: host.url,
    bazaarOrigin: (JSON.parse(host.variable('MARKETPLACE_ORIGINS')) as { bazaar: string }).bazaar,
    channelKey,
    inbox: { url: `${messaging}/000000000000/${inbox.name}`, arn: inbox.arn },
    queuePrefix: undefined,
    alarmOn: async (queueName) => alarmInTemplate(assembly, host, queueName),
    functionUse: async () => functionsOf(host).map((each) => useOf(each, path.join(stateDirectory, 'logs'))),
    everyMs: 300,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

const functionsOf = (host: Host) => host.system.functions;

/** There is no CloudWatch here: what the alarm in the template would say of what lies in the queue now. */
function alarmInTemplate(assembly: string, host: Host, queueName: string): string | undefined {
  const resources = readAssembly(assembly).stacks.flatMap(({ template }) => Object.values(template.Resources ?? {}));
  const logicalId = queueName.replace(/\.fifo$/, '');
  const alarm = resources.find(
    ({ Type, Properties }) =>
      Type === 'AWS::CloudWatch::Alarm' &&
      Properties?.MetricName === 'ApproximateNumberOfMessagesVisible' &&
      JSON.stringify(Properties.Dimensions).includes(`"${logicalId}"`),
  );
  if (!alarm?.Properties) return undefined;
  const waiting = host.deadLetters().filter(({ queue }) => queue === queueName).length;
  return waiting >= Number(alarm.Properties.Threshold) ? 'ALARM' : 'OK';
}

/** From the reports in its log, as on Lambda. */
function useOf({ name, memoryMb }: { name: string; memoryMb: number }, logs: string): FunctionUse {
  const file = readdirSync(logs).find((each) => each === `${name}.log`);
  const text = file ? readFileSync(path.join(logs, file), 'utf8') : '';
  const durations = [...text.matchAll(/^REPORT .* Duration: ([\d.]+) ms$/gm)].map(([, ms]) => Number(ms));
  return { memoryMb, invocations: durations.length, ms: durations.reduce((sum, ms) => sum + ms, 0) };
}
