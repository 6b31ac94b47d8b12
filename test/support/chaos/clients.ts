import { createHash } from 'node:crypto';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import { NoSuchKey, NotFound, S3Client } from '@aws-sdk/client-s3';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { SESv2Client } from '@aws-sdk/client-sesv2';
import type { SNSClient } from '@aws-sdk/client-sns';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { RenderRequest } from '#shared/domain/messages.ts';
import { call, currentRun } from './faults.ts';
import { ADDRESS, type Service } from './world.ts';

// In the place of shared/runtime/clients.ts: the clients as handlers make them at cold start. Each call belongs to the run that makes it.

type Command = { constructor: { name: string }; input: Record<string, unknown> };
type Send = (command: Command) => Promise<unknown>;

const clientOf = <Client>(send: Send): Client => ({ send }) as unknown as Client;
const nameOf = (command: Command) => command.constructor.name;
/** No fault that anybody should survive: the run as a whole fails of it. */
function unknownCommand(command: Command): Error {
  const error = new Error(`${nameOf(command)} is not simulated`);
  currentRun().world.missing.push(error);
  return error;
}

async function asSent(service: Service, command: Command, work: (sent: Command) => Promise<unknown>): Promise<unknown> {
  const { world, functionName } = currentRun();
  const sent = world.sabotage.tamper ? world.sabotage.tamper(service, command, functionName) : command;
  return sent === 'swallowed' ? {} : work(sent);
}

export const dynamo = () =>
  clientOf<DynamoDBDocumentClient>((command) =>
    call('dynamodb', () =>
      asSent('dynamodb', command, async (sent) => {
        const { now, left } = cutShort(sent);
        const answer = await (currentRun().world.tables.client.send(now as never) as Promise<{ Items?: Kept[] }>);
        if (isDigestQuery(sent)) currentRun().digested = answer.Items!.map(({ alert }) => alert.alertId);
        return { ...answer, ...left };
      }),
    ),
  );

const CUT_SHORT = 0.1;
type Batch = Record<string, { Keys: unknown[] } | unknown[]>;

/** A batch of which a part is done, as when capacity runs short; the other half is handed back. */
function cutShort(command: Command): { now: Command; left?: { UnprocessedKeys?: Batch; UnprocessedItems?: Batch } } {
  const { world } = currentRun();
  const isRead = nameOf(command) === 'BatchGetCommand';
  const [[table, batch] = []] = Object.entries((command.input.RequestItems ?? {}) as Batch);
  const all = Array.isArray(batch) ? batch : (batch?.Keys ?? []);
  if (!table || all.length < 2 || world.isCalm() || world.random() >= CUT_SHORT) return { now: command };
  world.count(`dynamodb: half of a batch ${isRead ? 'unread' : 'unwritten'}`);
  const half = Math.ceil(all.length / 2);
  const part = (some: unknown[]): Batch => ({ [table]: Array.isArray(batch) ? some : { ...batch, Keys: some } });
  const now = Object.assign(Object.create(Object.getPrototypeOf(command)), command, {
    input: { ...command.input, RequestItems: part(all.slice(0, half)) },
  });
  const rest = part(all.slice(half));
  return { now, left: isRead ? { UnprocessedKeys: rest } : { UnprocessedItems: rest } };
}

type Kept = { alert: { alertId: string } };
const isDigestQuery = (command: Command): boolean =>
  nameOf(command) === 'QueryCommand' &&
  String((command.input.ExpressionAttributeValues as Record<string, unknown>)[':pk']).startsWith('DIGEST~');

type Entry = {
  Id: string;
  MessageBody: string;
  MessageGroupId?: string;
  MessageDeduplicationId?: string;
  DelaySeconds?: number;
  MessageAttributes?: { trail?: { StringValue: string } };
};

const ENTRY_REFUSED = 0.01;

export const sqs = () => clientOf<SQSClient>((command) => call('sqs', () => asSent('sqs', command, queued)));

async function queued(command: Command): Promise<unknown> {
  const { input } = command;
  const { world } = currentRun();
  const send = (entry: Entry) =>
    world.queues.get(String(input.QueueUrl))!.send({
      body: entry.MessageBody,
      group: entry.MessageGroupId,
      deduplicationId: entry.MessageDeduplicationId,
      delaySeconds: entry.DelaySeconds,
      trail: entry.MessageAttributes?.trail?.StringValue,
    });
  if (nameOf(command) === 'SendMessageCommand') return send(input as unknown as Entry);
  if (nameOf(command) !== 'SendMessageBatchCommand') throw unknownCommand(command);
  const [first, ...others] = input.Entries as [Entry, ...Entry[]];
  for (const entry of others) send(entry);
  if (world.isCalm() || world.random() >= ENTRY_REFUSED) return send(first) ?? {};
  world.count('sqs: one of a batch refused');
  currentRun().hurt = true;
  return { Failed: [{ Id: first.Id, Code: 'InternalError', Message: 'injected' }] };
}

export const sns = () => clientOf<SNSClient>((command) => call('sns', () => published(command)));

async function published(command: Command): Promise<unknown> {
  switch (nameOf(command)) {
    case 'CreateTopicCommand':
      return { TopicArn: String(command.input.Name) };
    case 'PublishCommand':
      currentRun().world.mail();
      return {};
    case 'ListSubscriptionsByTopicCommand':
      return { Subscriptions: [{ Protocol: 'email', Endpoint: ADDRESS, SubscriptionArn: 'arn:aws:sns:confirmed' }] };
    default:
      throw unknownCommand(command);
  }
}

export function s3(): S3Client {
  const send: Send = (command) => call('s3', () => asSent('s3', command, stored));
  // A real one, for lib-storage looks at its settings.
  return Object.assign(new S3Client({}), { send });
}

async function stored(command: Command): Promise<unknown> {
  const { objects } = currentRun().world;
  const { Bucket, Key, Body } = command.input;
  const key = `${Bucket}/${Key}`;
  const found = objects.get(key);
  switch (nameOf(command)) {
    case 'PutObjectCommand':
      objects.set(key, Buffer.from(Body as Uint8Array));
      return {};
    case 'GetObjectCommand':
      if (!found) throw new NoSuchKey({ message: key, $metadata: {} });
      return { Body: { transformToByteArray: async () => found } };
    case 'HeadObjectCommand':
      if (!found) throw new NotFound({ message: key, $metadata: {} });
      return {};
    case 'ListObjectsV2Command': {
      const start = `${Bucket}/${command.input.Prefix ?? ''}`;
      const keys = [...objects.keys()].filter((each) => each.startsWith(start)).toSorted();
      const after = `${Bucket}/${command.input.StartAfter ?? ''}`;
      const listed = keys.filter((each) => each > after);
      return {
        Contents: listed.map((each) => ({ Key: each.slice(`${Bucket}/`.length), Size: objects.get(each)!.length })),
      };
    }
    default:
      throw unknownCommand(command);
  }
}

export const lambda = () =>
  clientOf<LambdaClient>((command) =>
    call('lambda', async () => {
      const { world } = currentRun();
      const { FunctionName, Payload } = command.input;
      const request: unknown = JSON.parse(Buffer.from(Payload as Uint8Array).toString());
      if (FunctionName === 'packet') return world.invokePacket(request);
      return { Payload: Buffer.from(JSON.stringify(rendered(RenderRequest.parse(request)))) };
    }),
  );

const PIXEL = Buffer.from('R0lGODdhAQABAIAAAP///////ywAAAAAAQABAAACAkQBADs=', 'base64');

/** The browser is a port: what it would store is stored, whatever the page. */
function rendered({ url, screenshotKey }: RenderRequest) {
  if (screenshotKey) currentRun().world.objects.set(`evidence/${screenshotKey}`, PIXEL);
  const sha256 = createHash('sha256').update(PIXEL).digest('hex');
  return {
    status: 200,
    finalUrl: url,
    ...(screenshotKey && { screenshot: { key: screenshotKey, sha256, bytes: PIXEL.length } }),
  };
}

export const ses = () => clientOf<SESv2Client>((command) => Promise.reject(unknownCommand(command)));

const SIGNING_KEYS = { 'shop-0': 'a-key-of-sixteen-characters', 'shop-1': 'another-key-of-sixteen' };

export const secrets = () =>
  clientOf<SecretsManagerClient>(({ input }) =>
    call('secretsmanager', async () => ({
      SecretString: input.SecretId === 'channels' ? JSON.stringify(SIGNING_KEYS) : '{}',
    })),
  );
