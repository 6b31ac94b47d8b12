import { setTimeout as realSleep } from 'node:timers/promises';
import type { Clock } from '#shared/runtime/clock.ts';
import { BlockedError, ThrottledError } from '#shared/runtime/errors.ts';
import type { PaceStore, Slot } from '#shared/stores/pace-store.ts';

/** Keeps one host from being asked too often, over all workers. */
export type Pace = {
  /**
   * Returns when the request may leave.
   * @throws ThrottledError when that is more than two seconds away, BlockedError while the host is paused for long after refusing us.
   */
  waitForSlot: (host: string, intervalMs: number) => Promise<Slot>;
  /** The host answered 429 or 503: nobody asks again before `retryAfterMs`. Returns the refusals in a row. */
  slowDown: (host: string, retryAfterMs: number) => Promise<number>;
  /** The host refused us outright: nobody asks for ten minutes, then twice as long, up to a day. */
  pauseAfterBlock: (host: string) => Promise<{ untilMs: number }>;
  /** A good answer after refusals starts the count again. */
  forgive: (host: string) => Promise<void>;
};

export type PaceOptions = {
  store: PaceStore;
  clock: Clock;
  random?: () => number;
  sleep?: (ms: number) => Promise<unknown>;
};

const HORIZON_MS = 2_000; // waiting in the function is paid for; waiting in the queue is not
const FIRST_PAUSE_MS = 10 * 60_000;
const MAX_PAUSE_MS = 24 * 3_600_000;
const REQUEUE_LIMIT_MS = 15 * 60_000; // SQS delays no longer
const SPREAD_SLOTS = 20;
const STRIKE_WINDOW_MS = 60_000;

export function createPace({ store, clock, random = Math.random, sleep = realSleep }: PaceOptions): Pace {
  return {
    async waitForSlot(host, intervalMs) {
      const nowMs = clock().getTime();
      const slot = await store.reserve(host, nowMs, intervalMs, HORIZON_MS);
      if ('atMs' in slot) {
        const waitMs = slot.atMs - clock().getTime();
        if (waitMs > 0) await sleep(waitMs);
        return slot;
      }
      const waitMs = slot.freeAtMs - nowMs;
      if (slot.pausedUntilMs && waitMs > REQUEUE_LIMIT_MS) {
        const until = new Date(slot.pausedUntilMs).toISOString();
        throw new BlockedError(`the site refused us before, so nothing is fetched from it until ${until}`);
      }
      // Spread, or all that wait for the same slot come back together.
      throw new ThrottledError(`no free slot for ${host}`, waitMs + random() * SPREAD_SLOTS * intervalMs);
    },
    async slowDown(host, retryAfterMs) {
      const strikes = await store.addStrike(host, clock().getTime(), STRIKE_WINDOW_MS);
      await store.holdUntil(host, clock().getTime() + Math.min(retryAfterMs, MAX_PAUSE_MS), false);
      return strikes;
    },
    async pauseAfterBlock(host) {
      const strikes = await store.addStrike(host, clock().getTime(), STRIKE_WINDOW_MS);
      const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** (strikes - 1), MAX_PAUSE_MS);
      const untilMs = clock().getTime() + pauseMs;
      await store.holdUntil(host, untilMs, true);
      return { untilMs };
    },
    forgive: (host) => store.clearStrikes(host),
  };
}
