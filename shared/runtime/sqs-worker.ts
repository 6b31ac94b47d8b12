import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type * as z from 'zod';
import { InvalidMessageError, ThrottledError } from './errors.ts';
import { logger } from './logger.ts';
import { MOST_RECEIVES } from './most-receives.ts';
import { idsIn, onTrail, TRAIL_ATTRIBUTE, type Trail } from './trail.ts';

export type SqsWorkerOptions<Message> = {
  schema: z.ZodType<Message>;
  handle: (message: Message, record: SQSRecord) => Promise<void>;
  /** FIFO queues stop at the first failure and return it and everything after it. */
  fifo?: boolean;
  /** Puts a throttled message back with a delay, so that waiting is not counted as a failed try. Standard queues only. */
  requeue?: (message: Message, delaySeconds: number, record: SQSRecord) => Promise<void>;
  /** The last try has failed: for news to whom it concerns. That it does not succeed changes nothing. */
  onGivenUp?: (message: Message) => Promise<unknown>;
};

const MAX_DELAY_SECONDS = 900; // the most that SQS takes

/**
 * The one batch loop. A standard queue's batch runs concurrently (Lambda bills the wait for the host);
 * each failed record is reported on its own, so its neighbours are not replayed.
 */
export function sqsWorker<Message>(options: SqsWorkerOptions<Message>) {
  const work = async (message: Message, record: SQSRecord): Promise<void> => {
    try {
      await options.handle(message, record);
    } catch (error) {
      if (!(error instanceof ThrottledError) || !options.requeue) throw error;
      const delaySeconds = Math.min(MAX_DELAY_SECONDS, Math.max(1, Math.ceil(error.retryAfterMs / 1000)));
      await options.requeue(message, delaySeconds, record);
    }
  };

  const giveUp = async ({ body, attributes }: SQSRecord): Promise<void> => {
    const { data: message } = options.schema.safeParse(jsonOf(body));
    const isLast = Number(attributes.ApproximateReceiveCount) >= MOST_RECEIVES;
    if (message === undefined || !isLast) return;
    await options.onGivenUp?.(message).catch((error) => logger.error('given up, and nobody told', { error }));
  };

  const one = async (record: SQSRecord): Promise<boolean> => {
    try {
      const message = parse(options.schema, record.body);
      await onTrail(idsIn(message), () => work(message, record));
      return true;
    } catch (error) {
      logger.error('message failed', {
        ...idsIn(jsonOf(record.body)),
        messageId: record.messageId,
        queue: record.eventSourceARN,
        receiveCount: record.attributes.ApproximateReceiveCount,
        error,
      });
      await giveUp(record);
      return false;
    }
  };

  return async (event: SQSEvent): Promise<SQSBatchResponse> => {
    const failed: SQSRecord[] = [];
    const handled = (record: SQSRecord) => onTrail(sentTrail(record), () => one(record));
    if (options.fifo) {
      for (const [index, record] of event.Records.entries()) {
        if (await handled(record)) continue;
        failed.push(...event.Records.slice(index));
        break;
      }
    } else {
      const done = await Promise.all(event.Records.map(handled));
      failed.push(...event.Records.filter((_, index) => !done[index]));
    }
    return { batchItemFailures: failed.map((record) => ({ itemIdentifier: record.messageId })) };
  };
}

/** What the sender was at; a line about a message that cannot be read says that much. */
function sentTrail({ messageAttributes }: SQSRecord): Trail {
  const text = messageAttributes?.[TRAIL_ATTRIBUTE]?.stringValue;
  try {
    return text ? idsIn(JSON.parse(text)) : {};
  } catch {
    return {}; // only lost for the log
  }
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
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
