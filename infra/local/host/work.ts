import { setTimeout as sleep } from 'node:timers/promises';
import type { EventSource } from './event-source.ts';
import type { Functions } from './functions.ts';
import type { SqsQueue } from './messaging.ts';
import { hasReady, nextReturn } from './queue-state.ts';
import type { SimulatedClock } from './simulated-clock.ts';

/** Whether anything is left to do. */
export type Work = {
  /** No message waits, is delayed or being worked on, and nothing runs. */
  idle: () => boolean;
  /** Waits until idle. With `skipWaits` the clock jumps over delays and visibility timeouts. */
  settle: (options?: { skipWaits?: boolean }) => Promise<void>;
};

const CHECK_MS = 5;

export function workOf(parts: {
  functions: Functions;
  eventSources: readonly EventSource[];
  /** Those that functions read; dead letters are no work. */
  queues: readonly SqsQueue[];
  clock: SimulatedClock;
}): Work {
  const { functions, eventSources, queues, clock } = parts;
  const working = () =>
    functions.anyRunning() || eventSources.some((source) => source.busy() > 0) || queues.some(hasReady);
  const firstReturn = (): Date | undefined => {
    const times = queues.map(nextReturn).filter((time) => time !== undefined);
    return times.toSorted((a, b) => a.getTime() - b.getTime())[0];
  };
  return {
    idle: () => !working() && firstReturn() === undefined,
    async settle({ skipWaits = false } = {}) {
      for (;;) {
        if (!working()) {
          const returnsAt = firstReturn();
          if (returnsAt === undefined) return;
          if (skipWaits) clock.advanceTo(returnsAt);
        }
        await sleep(CHECK_MS);
      }
    },
  };
}
