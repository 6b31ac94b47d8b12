import { createHash } from 'node:crypto';
import { SendMessageBatchCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';

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

const BATCH = 10; // SendMessageBatch limit

export function createQueue<Message>(client: SQSClient, queueUrl: string): Queue<Message> {
  const entry = ({ message, options }: Outgoing<Message>) => ({
    MessageBody: JSON.stringify(message),
    MessageGroupId: options?.group && sqsId(options.group),
    MessageDeduplicationId: options?.deduplicationId && sqsId(options.deduplicationId),
    DelaySeconds: options?.delaySeconds,
  });
  return {
    async send(message, options) {
      await client.send(new SendMessageCommand({ QueueUrl: queueUrl, ...entry({ message, options }) }));
    },
    async sendAll(messages) {
      for (let start = 0; start < messages.length; start += BATCH) {
        const batch = messages.slice(start, start + BATCH);
        const sent = await client.send(
          new SendMessageBatchCommand({
            QueueUrl: queueUrl,
            Entries: batch.map((outgoing, index) => ({ Id: String(index), ...entry(outgoing) })),
          }),
        );
        const failed = sent.Failed?.[0];
        if (failed) throw new Error(`SQS refused a message: ${failed.Code} ${failed.Message}`);
      }
    },
  };
}

/** SQS takes 128 printable ASCII characters; ids made of a venue's listing ids are longer, and of any alphabet. */
const sqsId = (text: string): string =>
  /^[!-~]{1,128}$/.test(text) ? text : createHash('sha256').update(text).digest('hex');
