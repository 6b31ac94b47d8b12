import { DAY_MS, HOUR_MS } from '#shared/domain/time-units.ts';

/** A notice that has had no effect after this long is worth a person's time. */
export const REMINDER_AFTER_MS = 7 * DAY_MS;
/** Nobody looks any more after this. */
export const LOOKS_END_MS = 90 * DAY_MS;

/** A page that is not there proves something when it is not there this often, at looks this far apart. */
export const ABSENCES_NEEDED = 2;
export const ABSENT_RETRY_MS = HOUR_MS;

const EARLY = [HOUR_MS, 6 * HOUR_MS, DAY_MS, 3 * DAY_MS];

/** 1 h, 6 h, 24 h and 3 days after that moment, then weekly to 90 days: the first look that is still to come; undefined after the last. */
export function nextLook(since: Date, now: Date): Date | undefined {
  const elapsed = now.getTime() - since.getTime();
  const after = EARLY.find((wait) => wait > elapsed) ?? 7 * DAY_MS * (Math.floor(elapsed / (7 * DAY_MS)) + 1);
  return after > LOOKS_END_MS ? undefined : new Date(since.getTime() + after);
}

/** What waits for a person since then: 3 days later, for most is decided by then, and then weekly to 90 days. */
export const nextLookWhileWaiting = (since: Date, now: Date): Date | undefined =>
  nextLook(since, new Date(Math.max(now.getTime(), since.getTime() + DAY_MS)));

/** Nothing was learned from a page: soon again, but not forever. */
export function nextRetry(since: Date, now: Date): Date | undefined {
  const retry = new Date(now.getTime() + 12 * HOUR_MS);
  return retry.getTime() - since.getTime() > LOOKS_END_MS ? undefined : retry;
}
