import type { Case } from '#shared/domain/case.ts';
import type { Programme } from '#shared/domain/programme.ts';
import type { Strike } from '#shared/domain/store-file.ts';
import { DAY_MS, isoAfter } from '#shared/domain/time-units.ts';

/** Where a venue does not say from when on it closes stores: enough for a person to ask. Ours, and said to be. */
const OUR_THRESHOLD = { accepted: 3, windowDays: 365 };

export type Threshold = { accepted: number; windowDays: number; whose: 'venue' | 'ours' };

export function thresholdOf({ storeClaim }: Pick<Programme, 'storeClaim'>): Threshold {
  return storeClaim?.from ? { ...storeClaim.from, whose: 'venue' } : { ...OUR_THRESHOLD, whose: 'ours' };
}

/**
 * Offers of the seller's that went after our notice, oldest first. What was taken back, restored, refused or ended by itself is none, and an
 * offer that was removed twice is two.
 */
export function strikesOf(cases: readonly Case[]): Strike[] {
  return cases
    .filter(({ state, submittedAt }) => submittedAt !== undefined && (state === 'removed' || state === 'relisted'))
    .map((record) => ({
      caseId: record.id,
      at: record.removedAt ?? record.updatedAt,
      ...(record.noticeId && { noticeId: record.noticeId }),
    }))
    .toSorted((a, b) => (a.at < b.at ? -1 : 1));
}

/** As the venue counts: those in its window, and several within its merge window once. */
export function countedStrikes(
  strikes: readonly Strike[],
  { strikes: merging, storeClaim }: Pick<Programme, 'strikes' | 'storeClaim'>,
  now: Date,
): number {
  const since = isoAfter(now, -thresholdOf({ storeClaim }).windowDays * DAY_MS);
  const mergeMs = (merging?.mergeWithinDays ?? 0) * DAY_MS;
  let counted = 0;
  let last = Number.NEGATIVE_INFINITY;
  for (const { at } of strikes) {
    if (at < since) continue;
    const time = Date.parse(at);
    if (time - last < mergeMs) continue;
    counted++;
    last = time;
  }
  return counted;
}
