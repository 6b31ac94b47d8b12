import { setTimeout as sleep } from 'node:timers/promises';
import type { SQSBatchResponse, SQSEvent, SQSMessageAttributes } from 'aws-lambda';
import type { FunctionPool } from './function-pool.ts';
import { REGION } from './local-identity.ts';
import type { Messaging, SqsQueue } from './messaging.ts';
import type { EventSourceSpec } from './system-spec.ts';

export type EventSource = {
  /** Batches in the making or being worked on. */
  busy: () => number;
  stop: () => Promise<void>;
};

type Received = ReturnType<SqsQueue['dequeue']>[number];

const RECEIVE_MAXIMUM = 10; // messages per ReceiveMessage call
const WINDOW_STEP_MS = 20;
// What is on its way to a batch is there by then, without a network between; Lambda's seconds would only be waited for.
const LONGEST_WINDOW_MS = 100;
const GRACE_MS = 2000; // what is still running then is stopped, and its messages come again at the next start

/** Reads a queue as Lambda's event source mapping does: `concurrency` batches at a time, each to one invocation. */
export function startEventSource(
  spec: EventSourceSpec,
  options: {
    messaging: Messaging;
    pool: FunctionPool;
    concurrency: number;
    /** True when nothing runs that could send more: an open batch window is then only a wait. */
    nothingRuns: () => boolean;
    deliverAgain?: () => boolean;
  },
): EventSource {
  const { messaging, pool } = options;
  const queue = messaging.queue(spec.queue);
  let stopped = false;
  let busy = 0;

  const receive = (most: number): Received[] =>
    queue.dequeue(Math.min(most, RECEIVE_MAXIMUM), undefined, messaging.queueByArn);

  const gather = async (): Promise<Received[]> => {
    const batch = receive(spec.batchSize);
    if (batch.length === 0) return batch;
    const windowEnd = performance.now() + Math.min(spec.windowMs, LONGEST_WINDOW_MS);
    while (batch.length < spec.batchSize && !stopped) {
      const more = receive(spec.batchSize - batch.length);
      batch.push(...more);
      if (more.length > 0) continue;
      if (performance.now() >= windowEnd || options.nothingRuns()) break;
      await sleep(WINDOW_STEP_MS);
    }
    return batch;
  };

  const work = async (batch: Received[]): Promise<void> => {
    const event = toEvent(queue, batch);
    const invocation = await pool.invoke(event);
    const failed = invocation.ok ? failedIds(invocation.payload, spec, batch) : new Set(batch.map(idOf));
    for (const message of batch) {
      // A failed one stays invisible until its timeout, then comes again; too often, and it goes to the dead-letter queue.
      if (!failed.has(idOf(message))) queue.deleteMessage(message.ReceiptHandle);
    }
    if (options.deliverAgain?.()) await pool.invoke(event);
  };

  const poll = async (): Promise<void> => {
    while (!stopped) {
      busy += 1;
      try {
        const batch = await gather();
        if (batch.length > 0) {
          await work(batch);
          continue;
        }
      } finally {
        busy -= 1;
      }
      await queue.waitForMessages(1);
    }
  };

  const pollers = Array.from({ length: options.concurrency }, poll);
  return {
    busy: () => busy,
    async stop() {
      stopped = true;
      queue.cancelWaiters();
      await Promise.race([Promise.all(pollers), sleep(GRACE_MS, undefined, { ref: false })]);
    },
  };
}

const idOf = (message: Received): string => message.MessageId;

/** A response that does not name known messages fails the whole batch, as on AWS. */
function failedIds(payload: string, spec: EventSourceSpec, batch: readonly Received[]): Set<string> {
  if (!spec.partialFailures) return new Set();
  const response = JSON.parse(payload) as Partial<SQSBatchResponse> | null;
  const named = response?.batchItemFailures ?? [];
  const known = new Set(batch.map(idOf));
  const sound = named.every(({ itemIdentifier }) => known.has(itemIdentifier));
  return sound ? new Set(named.map(({ itemIdentifier }) => itemIdentifier)) : known;
}

function attributesOf(sent: Record<string, { DataType: string; StringValue?: string }> = {}): SQSMessageAttributes {
  return Object.fromEntries(
    Object.entries(sent).map(([name, { DataType: dataType, StringValue: stringValue }]) => [
      name,
      { dataType, stringValue },
    ]),
  );
}

function toEvent(queue: SqsQueue, batch: readonly Received[]): SQSEvent {
  return {
    Records: batch.map((received) => {
      const { message } = queue.inflightMessages.get(received.ReceiptHandle)!;
      return {
        messageId: received.MessageId,
        receiptHandle: received.ReceiptHandle,
        body: received.Body,
        attributes: {
          ApproximateReceiveCount: String(message.approximateReceiveCount),
          ApproximateFirstReceiveTimestamp: String(message.approximateFirstReceiveTimestamp),
          SentTimestamp: String(message.sentTimestamp),
          SenderId: 'local',
          ...(message.messageGroupId && { MessageGroupId: message.messageGroupId }),
          ...(message.messageDeduplicationId && { MessageDeduplicationId: message.messageDeduplicationId }),
          ...(message.sequenceNumber && { SequenceNumber: message.sequenceNumber }),
        },
        messageAttributes: attributesOf(message.messageAttributes),
        md5OfBody: received.MD5OfBody,
        eventSource: 'aws:sqs',
        eventSourceARN: queue.arn,
        awsRegion: REGION,
      };
    }),
  };
}
