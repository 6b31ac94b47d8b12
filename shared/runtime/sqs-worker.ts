import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type * as z from 'zod';
import { InvalidMessageError, ThrottledError } from './errors.ts';
import { logger } from './logger.ts';

export type SqsWorkerOptions<Message> = {
  schema: z.ZodType<Message>;
  handle: (message: Message, record: SQSRecord) => Promise<void>;
  /** FIFO queues stop at the first failure and return it and everything after it. */
  fifo?: boolean;
  /** Puts a throttled message back with a delay, so that waiting is not counted as a failed try. Standard queues only. */
  requeue?: (message: Message, delaySeconds: number, record: SQSRecord) => Promise<void>;
};

const MAX_DELAY_SECONDS = 900; // the most that SQS takes

/**
 * The one batch loop. A standard queue's batch runs concurrently (Lambda bills the wait for the host);
 * each failed record is reported on its own, so its neighbours are not replayed.
 */
export function sqsWorker<Message>(options: SqsWorkerOptions<Message>) {
  const one = async (record: SQSRecord): Promise<boolean> => {
    try {
      const message = parse(options.schema, record.body);
      try {
        await options.handle(message, record);
      } catch (error) {
        if (!(error instanceof ThrottledError) || !options.requeue) throw error;
        const delaySeconds = Math.min(MAX_DELAY_SECONDS, Math.max(1, Math.ceil(error.retryAfterMs / 1000)));
        await options.requeue(message, delaySeconds, record);
      }
      return true;
    } catch (error) {
      logger.error('message failed', {
        messageId: record.messageId,
        queue: record.eventSourceARN,
        receiveCount: record.attributes.ApproximateReceiveCount,
        error: error as Error,
      });
      return false;
    }
  };

  return async (event: SQSEvent): Promise<SQSBatchResponse> => {
    const failed: SQSRecord[] = [];
    if (options.fifo) {
      for (const [index, record] of event.Records.entries()) {
        if (await one(record)) continue;
        failed.push(...event.Records.slice(index));
        break;
      }
    } else {
      const done = await Promise.all(event.Records.map(one));
      failed.push(...event.Records.filter((_, index) => !done[index]));
    }
    return { batchItemFailures: failed.map((record) => ({ itemIdentifier: record.messageId })) };
  };
}

function parse<Message>(schema: z.ZodType<Message>, body: string): Message {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch (cause) {
    throw new InvalidMessageError('message body is not JSON', { cause });
  }
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new InvalidMessageError(`message field ${issue?.path.join('.') || '(root)'}: ${issue?.message}`, {
    cause: result.error,
  });
}
