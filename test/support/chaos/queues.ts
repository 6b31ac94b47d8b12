import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { Sent, SimulatedQueue, Surroundings } from './world.ts';

// SQS and Lambda's poller at their worst: messages come twice, in any order, late, and again when nobody said that they were done.

type QueueSettings = {
  name: string;
  /** In order within a group, and once per deduplication id in five minutes. */
  fifo?: boolean;
  batchSize: number;
  concurrency: number;
  visibilityMs: number;
  /** Undefined when the invocation died without an answer. */
  invoke: (event: SQSEvent) => Promise<SQSBatchResponse | undefined>;
};

type Stored = Sent & { id: string; receives: number };

const MOST_RECEIVES = 5;
const LATEST_MS = 90_000;
const DEDUPLICATED_MS = 5 * 60_000;

export function simulatedQueue(settings: QueueSettings, world: Surroundings): SimulatedQueue {
  const { name, fifo = false, batchSize, concurrency, visibilityMs, invoke } = settings;
  const { time, random } = world;
  const visible: Stored[] = [];
  const dead: Stored[] = [];
  const busyGroups = new Set<string>();
  const deduplicated = new Map<string, number>();
  let [busy, sent] = [0, 0];
  const happens = (fault: string, chance: number): boolean => {
    if (world.isCalm() || random() >= chance) return false;
    world.count(`${name} queue: ${fault}`);
    return true;
  };

  const arrive = (message: Stored): void => {
    if (message.receives >= MOST_RECEIVES) dead.push(message);
    else if (fifo && message.receives > 0)
      visible.unshift(message); // before those that were sent after it
    else visible.push(message);
    pump();
  };
  const show = (message: Stored, afterMs: number): void => {
    if (afterMs <= 0) arrive(message);
    else void time.sleep(afterMs).then(() => arrive(message));
  };

  const work = async (batch: Stored[]): Promise<void> => {
    for (const message of batch) message.receives++;
    const answer = await invoke(eventOf(batch, name));
    const failed = answer ? new Set(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)) : undefined;
    for (const message of batch) {
      const isDone = failed !== undefined && !failed.has(message.id) && !happens('deletion lost', 0.01);
      // What follows in a FIFO group waits until it is seen again, and is done or dead.
      if (isDone) busyGroups.delete(message.group ?? '');
      else {
        void time.sleep(visibilityMs).then(() => {
          busyGroups.delete(message.group ?? '');
          arrive(message);
        });
      }
    }
  };

  const take = (): Stored[] => {
    const batch: Stored[] = [];
    while (batch.length < batchSize && visible.length > 0) {
      // Any order: a standard queue promises none.
      const at = fifo
        ? visible.findIndex(({ group = '' }) => !busyGroups.has(group))
        : Math.floor(random() * visible.length);
      if (at < 0) break;
      const [message] = visible.splice(at, 1);
      if (fifo) busyGroups.add(message!.group ?? '');
      batch.push(message!);
    }
    return batch;
  };

  function pump(): void {
    while (busy < concurrency) {
      const batch = take();
      if (batch.length === 0) return;
      busy++;
      void work(batch).finally(() => {
        busy--;
        pump();
      });
    }
  }

  const isRepeated = ({ deduplicationId }: Sent): boolean => {
    if (!fifo || deduplicationId === undefined) return false;
    const now = time.now().getTime();
    const isKnown = now - (deduplicated.get(deduplicationId) ?? Number.NEGATIVE_INFINITY) < DEDUPLICATED_MS;
    if (!isKnown) deduplicated.set(deduplicationId, now);
    return isKnown;
  };

  return {
    send(message) {
      if (isRepeated(message)) return;
      const stored = (): Stored => ({ ...message, id: `${name}-${sent++}`, receives: 0 });
      const delayMs = (message.delaySeconds ?? 0) * 1000;
      const lateMs = happens('late delivery', 0.03) ? random() * LATEST_MS : 0;
      show(stored(), delayMs + lateMs + 100);
      // A FIFO queue repeats nothing by itself: its own repeats come of lost deletions.
      if (world.sabotage.everythingTwice) show(stored(), delayMs + 100);
      else if (!fifo && happens('delivered twice', 0.03)) show(stored(), delayMs + random() * LATEST_MS);
    },
    deadLetters: () => dead.map(({ body }) => body),
    redrive() {
      const moved = dead.splice(0);
      for (const message of moved) show({ ...message, id: `${name}-${sent++}`, receives: 0 }, 100);
      return moved.length;
    },
  };
}

const eventOf = (batch: readonly Stored[], name: string) =>
  ({
    Records: batch.map(({ id, body, receives, trail }) => ({
      messageId: id,
      body,
      attributes: { ApproximateReceiveCount: String(receives) },
      ...(trail && { messageAttributes: { trail: { stringValue: trail, dataType: 'String' } } }),
      eventSourceARN: name,
    })),
  }) as unknown as SQSEvent;
