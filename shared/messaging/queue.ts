import {
  SendMessageBatchCommand,
  SendMessageCommand,
  type SendMessageCommandInput,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { sha256Hex } from '#shared/runtime/sha256.ts';
import { currentTrail, TRAIL_ATTRIBUTE } from '#shared/runtime/trail.ts';

export type SendOptions = {
  /** Fair queues: the brand. FIFO queues: the order to keep. */
  group?: string;
  /** FIFO only: the business key. */
  deduplicationId?: string;
  delaySeconds?: number;
};

export type Outgoing<Message> = { message: Message; options?: SendOptions };

/** Typed sending to one queue. Throws when SQS does not take every message. */
export type Queue<Message> = {
  send: (message: Message, options?: SendOptions) => Promise<void>;
  sendAll: (messages: readonly Outgoing<Message>[]) => Promise<void>;
};

// What SendMessageBatch takes, together; the request's own words are not counted by SQS, but are little beside the slack.
const BATCH = 10;
const BATCH_BYTES = 1_000_000; // of 1,048,576

export function createQueue<Message>(client: SQSClient, queueUrl: string): Queue<Message> {
  const entry = ({ message, options }: Outgoing<Message>) => ({
    MessageBody: JSON.stringify(message),
    MessageGroupId: options?.group && sqsId(options.group),
    MessageDeduplicationId: options?.deduplicationId && sqsId(options.deduplicationId),
    DelaySeconds: options?.delaySeconds,
    ...trailAttribute(),
  });
  return {
    async send(message, options) {
      await client.send(new SendMessageCommand({ QueueUrl: queueUrl, ...entry({ message, options }) }));
    },
    async sendAll(messages) {
      for (const batch of batchesOf(messages.map(entry))) {
        const Entries = batch.map((each, index) => ({ Id: String(index), ...each }));
        const sent = await client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
        const failed = sent.Failed?.[0];
        if (failed) throw new Error(`SQS refused a message: ${failed.Code} ${failed.Message}`);
      }
    },
  };
}

/** What this work is about travels with every message, so that the lines of all functions about one offer can be found together. */
function trailAttribute(): Pick<SendMessageCommandInput, 'MessageAttributes'> {
  const trail = currentTrail();
  if (Object.keys(trail).length === 0) return {};
  return { MessageAttributes: { [TRAIL_ATTRIBUTE]: { DataType: 'String', StringValue: JSON.stringify(trail) } } };
}

/** In order, each small enough by count and by bytes. A message that is too large by itself is left for SQS to refuse. */
function batchesOf<Entry extends { MessageBody: string }>(entries: readonly Entry[]): Entry[][] {
  const batches: Entry[][] = [];
  let room = 0;
  for (const entry of entries) {
    const bytes = Buffer.byteLength(entry.MessageBody);
    const batch = batches.at(-1);
    if (!batch || batch.length === BATCH || bytes > room) {
      batches.push([entry]);
      room = BATCH_BYTES - bytes;
    } else {
      batch.push(entry);
      room -= bytes;
    }
  }
  return batches;
}

/** SQS takes 128 printable ASCII characters; ids made of a venue's listing ids are longer, and of any alphabet. */
const sqsId = (text: string): string => (/^[!-~]{1,128}$/.test(text) ? text : sha256Hex(text));
