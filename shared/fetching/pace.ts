import { setTimeout as realSleep } from 'node:timers/promises';
import { DAY_MS } from '#shared/domain/time-units.ts';
import type { Clock } from '#shared/runtime/clock.ts';
import { BlockedError, ThrottledError } from '#shared/runtime/errors.ts';
import { countMetric } from '#shared/runtime/logger.ts';
import type { PaceStore, Slot } from '#shared/stores/pace-store.ts';

/** Keeps one host from being asked too often, over all workers. */
export type Pace = {
  /**
   * Returns when the request may leave.
   * @throws ThrottledError when that is beyond what this worker waits for, BlockedError while the host is paused for long after refusing us.
   */
  waitForSlot: (host: string, intervalMs: number) => Promise<Slot>;
  /** The host answered 429 or 503: nobody asks again before `retryAfterMs`. Returns the refusals in a row. */
  slowDown: (host: string, retryAfterMs: number) => Promise<number>;
  /** The host refused us outright: nobody asks for ten minutes, then twice as long, up to a day. */
  pauseAfterBlock: (host: string) => Promise<{ untilMs: number }>;
  /** A good answer after refusals starts the count again. */
  forgive: (host: string) => Promise<void>;
};

/**
 * Whose slots. `scan`: search pages, listing pages of new finds. `notice`: last looks before a notice, screenshots, verification.
 * Scans take no slot that is further away than they wait, so the ones behind it are always free for notices, whatever the backlog;
 * and `dispatch` releases scans for the rest of the slots only (`RESERVED_SHARE`).
 */
export type Lane = 'scan' | 'notice';

/** Of each host's slots: kept for notices, last looks and verification. */
export const RESERVED_SHARE = 0.25;

export type PaceOptions = {
  store: PaceStore;
  clock: Clock;
  lane?: Lane;
  random?: () => number;
  sleep?: (ms: number) => Promise<unknown>;
};

// Waiting in the function is paid for and waiting in the queue is not, but a put-back costs operations on the host's item.
const MIN_HORIZON_MS = 2_000;
const MAX_HORIZON_MS = 20_000;
const NOTICE_HORIZON_MS = 30_000;
const FIRST_PAUSE_MS = 10 * 60_000;
const MAX_PAUSE_MS = DAY_MS;
const REQUEUE_LIMIT_MS = 15 * 60_000; // SQS delays no longer
const STRIKE_WINDOW_MS = 60_000;
const MOST_LATE_MS = 1_000;
const MOST_MISSED = 3; // a database that answers so late is asked again by the next delivery

/** How far away a slot may be that is waited for. */
export function horizonMs(lane: Lane, intervalMs: number): number {
  const scanMs = Math.min(Math.max(MIN_HORIZON_MS, 2.5 * intervalMs), MAX_HORIZON_MS);
  // Behind the last slot that a scan can have taken, with room for two notices more.
  return lane === 'scan'
    ? scanMs
    : Math.max(NOTICE_HORIZON_MS, Math.min(scanMs + 3 * intervalMs, 2 * NOTICE_HORIZON_MS));
}

export function createPace({
  store,
  clock,
  lane = 'scan',
  random = Math.random,
  sleep = realSleep,
}: PaceOptions): Pace {
  /** When to ask again. Each of those that are refused gets a time of its own, or they would all come back together. */
  const comeBackAfter = async (host: string, intervalMs: number, freeInMs: number): Promise<number> => {
    const nowMs = clock().getTime();
    const earliestMs =
      nowMs + Math.max(1_000, Math.min(freeInMs - horizonMs(lane, intervalMs) / 2, REQUEUE_LIMIT_MS / 2));
    const at = await store.comeBack(host, intervalMs, earliestMs, nowMs + REQUEUE_LIMIT_MS);
    return at === undefined ? REQUEUE_LIMIT_MS * (1 - random() / 2) : at - nowMs;
  };

  return {
    async waitForSlot(host, intervalMs) {
      const nowMs = clock().getTime();
      let slot = await store.reserve(host, nowMs, intervalMs, horizonMs(lane, intervalMs));
      for (let missed = 0; 'atMs' in slot && missed < MOST_MISSED; missed++) {
        const waitMs = slot.atMs - clock().getTime();
        if (waitMs > 0) await sleep(waitMs);
        if (waitMs > -Math.max(MOST_LATE_MS, intervalMs / 2)) return slot;
        // Its time went by while the answer was under way: what leaves now would leave beside others.
        slot = await store.reserve(host, clock().getTime(), intervalMs, horizonMs(lane, intervalMs));
      }
      if ('atMs' in slot) throw new ThrottledError(`every slot for ${host} came too late`, MIN_HORIZON_MS);
      const waitMs = slot.freeAtMs - nowMs;
      if (slot.pausedUntilMs && waitMs > REQUEUE_LIMIT_MS) {
        const until = new Date(slot.pausedUntilMs).toISOString();
        throw new BlockedError(`the site refused us before, so nothing is fetched from it until ${until}`);
      }
      countMetric('PutBack', 1, { lane });
      throw new ThrottledError(`no free slot for ${host}`, await comeBackAfter(host, intervalMs, waitMs));
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
