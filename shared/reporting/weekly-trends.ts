import { dayAfter, isWithin, type Period } from '#shared/domain/days.ts';
import type { CountName, RollUp } from '#shared/domain/roll-up.ts';
import { type Rate, rate } from './rate.ts';

const WEEKS = 8;
export const TREND_DAYS = 7 * WEEKS;

/** What is followed from week to week. */
export const TREND_COUNTS = ['found', 'noticed', 'removed', 'relisted'] as const satisfies readonly CountName[];

/** Seven days. `unread`: result pages that were not read whole, of those that were due; without a share where no scan was due. */
export type TrendWeek = Period & { counts: Record<(typeof TREND_COUNTS)[number], number>; unread: Rate };

/** Weeks that end with this day, the earliest first: whole ones, so that the last is no smaller for being young. */
export function weeklyTrends(rollUps: readonly RollUp[], lastDay: string): TrendWeek[] {
  return Array.from({ length: WEEKS }, (_, index) => {
    const to = dayAfter(lastDay, -7 * (WEEKS - 1 - index));
    const week = { from: dayAfter(to, -6), to };
    const days = rollUps.filter(({ day }) => isWithin(day, week));
    const venues = days.flatMap((each) => Object.values(each.venues));
    const sum = (name: CountName) => venues.reduce((total, { counts }) => total + (counts[name] ?? 0), 0);
    const due = days.reduce((total, { pages }) => total + (pages?.due ?? 0), 0);
    const read = days.reduce((total, { pages }) => total + (pages?.read ?? 0), 0);
    return {
      ...week,
      counts: { found: sum('found'), noticed: sum('noticed'), removed: sum('removed'), relisted: sum('relisted') },
      unread: rate(due - read, due),
    };
  });
}
