import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { buildApp } from 'fauxqs';
// fauxqs' own `startFauxqs` listens on every interface, and what it exports has no way to load stored messages. So its parts are
// put together here: same stores, same persistence, loopback only.
import { PersistenceManager } from '../../../node_modules/fauxqs/dist/persistence.js';
import { S3Store } from '../../../node_modules/fauxqs/dist/s3/s3Store.js';
import { matchesFilterPolicy } from '../../../node_modules/fauxqs/dist/sns/filter.js';
import { SnsStore } from '../../../node_modules/fauxqs/dist/sns/snsStore.js';
import { type SqsQueue, SqsStore } from '../../../node_modules/fauxqs/dist/sqs/sqsStore.js';
import { type Refusal, refusedAnswer } from './enforce-roles.ts';
import { ACCOUNT, REGION } from './local-identity.ts';
import { LOOPBACK, refusal } from './loopback.ts';
import type { System } from './system-spec.ts';

export type { SqsQueue };

export type Published = { topic: string; recipients: string[]; subject: string; message: string };

/** SQS, SNS and S3 in this process (fauxqs), in memory or under `directory`. */
export type Messaging = {
  endpoint: string;
  queue: (name: string) => SqsQueue;
  queueByArn: (arn: string) => SqsQueue | undefined;
  send: (queueName: string, body: string) => void;
  /** What the template names; what is there already keeps its content. */
  create: (system: Pick<System, 'queues' | 'topics' | 'buckets'>) => void;
  stop: () => Promise<void>;
};

export async function startMessaging(options: {
  directory?: string;
  /** Called before SNS answers the publisher: what it cannot keep, the publisher has to send again. */
  onPublish: (published: Published) => void;
  refusal: Refusal;
  /** What SQS' StartMessageMoveTask does; fauxqs has none. @throws Error when no queue redrives to this one. */
  redrive: (queueName: string) => number;
}): Promise<Messaging> {
  const stores = { sqsStore: new SqsStore(), snsStore: new SnsStore(), s3Store: new S3Store() };
  const persistence = options.directory ? openPersistence(options.directory, stores) : undefined;
  const app = buildApp({ logger: false, defaultRegion: REGION, stores });
  app.addHook('onRequest', (request, reply, next) => {
    const reason = refusal(request.raw);
    if (reason === undefined) next();
    else reply.code(403).send(`refused: ${reason}`);
  });
  app.addHook('preHandler', (request, reply, next) => {
    const { method, url, headers, body } = request;
    const refused = refusedAnswer({ method, url, headers, body }, options.refusal);
    if (refused) {
      if (refused.errorType) reply.header('x-amzn-errortype', refused.errorType);
      reply.code(refused.status).type(refused.type).send(refused.body);
      return;
    }
    if (headers['x-amz-target'] === 'AmazonSQS.StartMessageMoveTask') {
      const { SourceArn } = body as { SourceArn: string };
      const moved = options.redrive(SourceArn.split(':').at(-1)!);
      reply.send({ TaskHandle: `moved ${moved}` });
      return;
    }
    const published = publishedTo(stores.snsStore, request.body);
    if (published) options.onPublish(published);
    next();
  });
  const endpoint = await app.listen({ host: LOOPBACK, port: 0 });

  const queue = (name: string): SqsQueue => {
    const found = stores.sqsStore.getQueueByName(name);
    if (!found) throw new Error(`there is no queue ${name}`);
    return found;
  };
  return {
    endpoint,
    queue,
    queueByArn: (arn) => stores.sqsStore.getQueueByArn(arn),
    send: (queueName, body) => queue(queueName).enqueue(SqsStore.createMessage(body)),
    create(system) {
      for (const { name, attributes } of system.queues) createQueue(stores.sqsStore, endpoint, name, attributes);
      for (const name of system.topics) stores.snsStore.createTopic(name, undefined, undefined, REGION);
      for (const name of system.buckets) if (!stores.s3Store.hasBucket(name)) stores.s3Store.createBucket(name);
    },
    async stop() {
      await app.close();
      persistence?.close();
    },
  };
}

function createQueue(sqs: SqsStore, endpoint: string, name: string, attributes: Record<string, string>): void {
  const stored = sqs.getQueueByName(name);
  if (stored)
    stored.setAttributes(attributes); // creating it anew would drop its messages
  else sqs.createQueue(name, `${endpoint}/${ACCOUNT}/${name}`, `arn:aws:sqs:${REGION}:${ACCOUNT}:${name}`, attributes);
}

type Stores = { sqsStore: SqsStore; snsStore: SnsStore; s3Store: S3Store };

function openPersistence(directory: string, stores: Stores): PersistenceManager {
  mkdirSync(directory, { recursive: true });
  const persistence = new PersistenceManager(directory);
  // The write-ahead log alone outlives a killed process. Waiting for the disk at every message, against a power cut, is not worth
  // a tenth of the run's time here.
  (persistence as unknown as { db: DatabaseSync }).db.exec('PRAGMA synchronous = NORMAL');
  returnInFlight(path.join(directory, 'fauxqs.db'));
  persistence.load(stores.sqsStore, stores.snsStore, stores.s3Store);
  stores.sqsStore.persistence = persistence;
  stores.snsStore.persistence = persistence;
  stores.s3Store.persistence = persistence;
  for (const queue of stores.sqsStore.allQueues()) queue.persistence = persistence;
  return persistence;
}

/**
 * Messages that were being worked on when the last process ended: no consumer survived, so nobody has to wait for their visibility
 * timeout, and the try does not count (it was the machine that stopped, not the message that failed).
 */
function returnInFlight(file: string): void {
  const database = new DatabaseSync(file);
  database.exec(`UPDATE sqs_messages
    SET receipt_handle = NULL, visibility_deadline = NULL, approximate_receive_count = max(approximate_receive_count - 1, 0)
    WHERE receipt_handle IS NOT NULL`);
  database.close();
}

function publishedTo(sns: SnsStore, body: unknown): Published | undefined {
  const fields = body as Record<string, string> | undefined;
  if (fields?.Action !== 'Publish' || !fields.TopicArn || !fields.Message) return undefined;
  const topic = sns.getTopic(fields.TopicArn);
  if (!topic) return undefined;
  const recipients = topic.subscriptionArns
    .map((arn) => sns.getSubscription(arn))
    .filter((subscription) => subscription?.protocol === 'email' && isMeant(subscription, fields))
    .map((subscription) => subscription!.endpoint);
  return { topic: topic.name, recipients, subject: fields.Subject ?? '', message: fields.Message };
}

type Subscription = NonNullable<ReturnType<SnsStore['getSubscription']>>;

/** As SNS decides it: by the subscription's filter, of the one kind that ours have. */
function isMeant({ attributes: { FilterPolicy } }: Subscription, fields: Record<string, string>): boolean {
  if (!FilterPolicy) return true;
  const entry = (n: number, part: string) => fields[`MessageAttributes.entry.${n}.${part}`];
  const attributes: Parameters<typeof matchesFilterPolicy>[1] = {};
  for (let n = 1; entry(n, 'Name'); n++)
    attributes[entry(n, 'Name')!] = {
      DataType: entry(n, 'Value.DataType') ?? 'String',
      StringValue: entry(n, 'Value.StringValue'),
    };
  return matchesFilterPolicy(JSON.parse(FilterPolicy) as Record<string, unknown>, attributes);
}
