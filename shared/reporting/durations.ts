import type { Durations } from '#shared/domain/roll-up.ts';
import { MINUTE_MS } from '#shared/domain/time-units.ts';

/**
 * Whole minutes at two significant figures (12,345 becomes 12,000): a day holds a few hundred different ones at most. Rounding keeps the
 * order, so a percentile of what is rounded is the rounded percentile: off by at most 5 %, however many days are added up.
 */
export function roundedMinutes(ms: number): number {
  const minutes = Math.max(0, Math.round(ms / MINUTE_MS));
  const unit = 10 ** Math.max(0, String(minutes).length - 2);
  return Math.round(minutes / unit) * unit;
}

/** By nearest rank: the smallest duration that at least this share of all do not exceed. In minutes; null of none. */
export function percentile(durations: Durations, share: number): number | null {
  const sorted = Object.entries(durations)
    .map(([minutes, count]) => ({ minutes: Number(minutes), count }))
    .sort((a, b) => a.minutes - b.minutes);
  const rank = Math.ceil(share * sorted.reduce((sum, { count }) => sum + count, 0));
  let seen = 0;
  for (const { minutes, count } of sorted) {
    seen += count;
    if (seen >= rank) return minutes;
  }
  return null;
}
