import { createHash } from 'node:crypto';
import { intervalMs } from '#shared/domain/brand.ts';

/** What a watch's grid hangs on. Not the brand: equal watches of several brands fall due together and share a fetch. */
export type Scheduled = { marketplace: string; keyword: string; every: string };

/**
 * The end of the period that began then, which is the beginning of the next one. Grids are spread over the period by keyword and
 * marketplace, or all daily watches would fall due in the minute in which they were registered; a watch's first period lasts between
 * a half and one and a half of the usual.
 */
export function periodEnd(watch: Scheduled, start: Date): Date {
  const everyMs = intervalMs(watch.every);
  const digest = createHash('sha256')
    .update(JSON.stringify([watch.marketplace, watch.keyword]))
    .digest();
  const offsetMs = Math.floor((digest.readUInt32BE(0) / 2 ** 32) * everyMs);
  const earliestMs = start.getTime() + everyMs / 2;
  return new Date(offsetMs + Math.ceil((earliestMs - offsetMs) / everyMs) * everyMs);
}

export type Period = { start: Date; end: Date /** Periods that ended since the watch fell due. */; missed: number };

/**
 * The period that a watch which fell due then is in now. Never drifts by late ticks; not a function of when within the period the tick
 * came, so a second tick makes the same job ids.
 */
export function currentPeriod(watch: Scheduled, dueAt: Date, now: Date): Period {
  const firstEnd = periodEnd(watch, dueAt);
  if (now < firstEnd) return { start: dueAt, end: firstEnd, missed: 0 };
  const everyMs = intervalMs(watch.every);
  const further = Math.floor((now.getTime() - firstEnd.getTime()) / everyMs);
  const startMs = firstEnd.getTime() + further * everyMs;
  return { start: new Date(startMs), end: new Date(startMs + everyMs), missed: 1 + further };
}
