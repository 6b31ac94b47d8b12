const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A notice that has had no effect after this long is worth a person's time. */
export const REMINDER_AFTER_MS = 7 * DAY_MS;

/** 6 h and 12 h after sending, then every day: the first check time that is still to come. */
export function nextRemovalCheck(submittedAt: Date, now: Date): Date {
  const elapsed = now.getTime() - submittedAt.getTime();
  const early = [6 * HOUR_MS, 12 * HOUR_MS].find((after) => after > elapsed);
  return new Date(submittedAt.getTime() + (early ?? DAY_MS * (Math.floor(elapsed / DAY_MS) + 1)));
}

/** 1, 7 and 30 days after removal; undefined when all have passed. */
export function nextReturnCheck(removedAt: Date, now: Date): Date | undefined {
  const elapsed = now.getTime() - removedAt.getTime();
  const after = [DAY_MS, 7 * DAY_MS, 30 * DAY_MS].find((wait) => wait > elapsed);
  return after === undefined ? undefined : new Date(removedAt.getTime() + after);
}

/** Nothing was learned from a removed listing's page: soon again, but not forever. */
export function nextReturnRetry(removedAt: Date, now: Date): Date | undefined {
  const retry = new Date(now.getTime() + 12 * HOUR_MS);
  return retry.getTime() - removedAt.getTime() > 45 * DAY_MS ? undefined : retry;
}
