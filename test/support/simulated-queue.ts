import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { VirtualTime } from './virtual-time.ts';

/** SQS and Lambda's poller at their worst: messages come twice, in any order, late, and again when nobody said that they were done. */
export type SimulatedQueue = {
  send: (body: string, delaySeconds?: number) => void;
  deadLetters: () => readonly string[];
  /** As StartMessageMoveTask does. */
  redrive: () => number;
};

type Stored = { id: string; body: string; receives: number };

const MOST_RECEIVES = 5;
const BATCH = 5;
const VISIBILITY_MS = 18 * 60_000; // six times the function's three minutes
const LATEST_MS = 90_000;

export function simulatedQueue(options: {
  time: VirtualTime;
  random: () => number;
  isCalm: () => boolean;
  injected: Map<string, number>;
  concurrency: number;
  /** Undefined when the invocation died without an answer. */
  invoke: (event: SQSEvent) => Promise<SQSBatchResponse | undefined>;
}): SimulatedQueue {
  const { time, random, isCalm, injected, concurrency, invoke } = options;
  const visible: Stored[] = [];
  const dead: Stored[] = [];
  let [busy, sent] = [0, 0];
  const happens = (fault: string, chance: number): boolean => {
    if (isCalm() || random() >= chance) return false;
    injected.set(fault, (injected.get(fault) ?? 0) + 1);
    return true;
  };

  const show = (message: Stored, afterMs: number): void => {
    void time.sleep(afterMs).then(() => {
      if (message.receives >= MOST_RECEIVES) dead.push(message);
      else visible.push(message);
      pump();
    });
  };

  const work = async (batch: Stored[]): Promise<void> => {
    for (const message of batch) message.receives++;
    const answer = await invoke(eventOf(batch));
    const failed = answer ? new Set(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)) : undefined;
    for (const message of batch) {
      const isDone = failed !== undefined && !failed.has(message.id) && !happens('deletion lost', 0.01);
      if (!isDone) show(message, VISIBILITY_MS);
    }
  };

  function pump(): void {
    while (busy < concurrency && visible.length > 0) {
      const batch: Stored[] = [];
      // Any order: a standard queue promises none.
      while (batch.length < BATCH && visible.length > 0)
        batch.push(...visible.splice(Math.floor(random() * visible.length), 1));
      busy++;
      void work(batch).finally(() => {
        busy--;
        pump();
      });
    }
  }

  return {
    send(body, delaySeconds = 0) {
      const late = happens('late delivery', 0.03) ? random() * LATEST_MS : 0;
      show({ id: `m${sent++}`, body, receives: 0 }, delaySeconds * 1000 + late);
      if (happens('delivered twice', 0.03)) show({ id: `m${sent++}`, body, receives: 0 }, random() * LATEST_MS);
    },
    deadLetters: () => dead.map(({ body }) => body),
    redrive() {
      const moved = dead.splice(0);
      for (const { body } of moved) show({ id: `m${sent++}`, body, receives: 0 }, 0);
      return moved.length;
    },
  };
}

const eventOf = (batch: readonly Stored[]) =>
  ({
    Records: batch.map(({ id, body, receives }) => ({
      messageId: id,
      body,
      attributes: { ApproximateReceiveCount: String(receives) },
      eventSourceARN: 'scan',
    })),
  }) as unknown as SQSEvent;
