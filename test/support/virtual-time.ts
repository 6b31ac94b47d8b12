import { setImmediate as settle } from 'node:timers/promises';

/** A clock that jumps from one sleeper to the next; thousands of interleaved workers take seconds. */
export type VirtualTime = {
  now: () => Date;
  sleep: (ms: number) => Promise<void>;
  /** Real I/O (an embedded database): time stands still until it is back. */
  io: <T>(work: Promise<T>) => Promise<T>;
  /** Runs until nobody sleeps any more or that time is reached. */
  run: (until: Date) => Promise<void>;
};

type Sleeper = { atMs: number; wake: () => void };

export function virtualTime(start: Date): VirtualTime {
  let nowMs = start.getTime();
  let inFlight = 0;
  const sleepers: Sleeper[] = [];

  const insert = (sleeper: Sleeper) => {
    let [low, high] = [0, sleepers.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      // Latest first: the next one is taken from the end. Among equals, first come first served.
      if (sleepers[middle]!.atMs > sleeper.atMs) low = middle + 1;
      else high = middle;
    }
    sleepers.splice(low, 0, sleeper);
  };

  return {
    now: () => new Date(nowMs),
    sleep: (ms) => new Promise((wake) => insert({ atMs: nowMs + ms, wake })),
    async io(work) {
      inFlight++;
      try {
        return await work;
      } finally {
        inFlight--;
      }
    },
    async run(until) {
      for (;;) {
        do await settle();
        while (inFlight > 0);
        const next = sleepers.at(-1);
        if (!next || next.atMs > until.getTime()) break;
        sleepers.pop();
        nowMs = next.atMs;
        next.wake();
      }
      nowMs = until.getTime();
    },
  };
}
