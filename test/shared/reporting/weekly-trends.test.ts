import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayAfter } from '#shared/domain/days.ts';
import type { RollUp } from '#shared/domain/roll-up.ts';
import { TREND_DAYS, weeklyTrends } from '#shared/reporting/weekly-trends.ts';

const LAST = '2026-11-29';
const aDay = (day: string, found: number, pages?: RollUp['pages']): RollUp => ({
  day,
  venues: Object.fromEntries(
    ['bazaar', 'temu'].map((venue) => [
      venue,
      { counts: found > 0 ? { found } : {}, outcomes: {}, claims: {}, durations: {}, asked: {}, stocked: {} },
    ]),
  ),
  ...(pages && { pages }),
});

test('weeks are whole and end with the last day; what nobody could look at has no share, which is not that all was read', () => {
  const weeks = weeklyTrends(
    [
      aDay(LAST, 3, { due: 20, read: 15, gaps: [] }),
      aDay('2026-11-23', 2, { due: 20, read: 20, gaps: [] }),
      aDay('2026-11-22', 1),
      aDay('2026-11-30', 9),
    ],
    LAST,
  );
  expect(weeks.slice(-2)).toEqual([
    {
      from: '2026-11-16',
      to: '2026-11-22',
      counts: { found: 2, noticed: 0, removed: 0, relisted: 0 },
      unread: { part: 0, of: 0, share: null },
    },
    {
      from: '2026-11-23',
      to: LAST,
      counts: { found: 10, noticed: 0, removed: 0, relisted: 0 },
      unread: { part: 5, of: 40, share: 0.125 },
    },
  ]);
});

test('each day that trends reach is in one week, and no other day in any', () => {
  fc.assert(
    fc.property(fc.integer({ min: -10, max: TREND_DAYS + 10 }), (back) => {
      const weeks = weeklyTrends([aDay(dayAfter(LAST, -back), 1)], LAST);
      const found = weeks.reduce((sum, { counts }) => sum + counts.found, 0);
      expect(found).toBe(back >= 0 && back < TREND_DAYS ? 2 : 0);
    }),
  );
});
