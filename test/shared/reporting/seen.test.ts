import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayAfter } from '#shared/domain/days.ts';
import type { RollUp } from '#shared/domain/roll-up.ts';
import { addedUp, pagesReadOf } from '#shared/reporting/pages-read.ts';
import { seenIn, seenOf } from '#shared/reporting/seen.ts';
import type { ListingStore } from '#shared/stores/listing-store.ts';
import { aScanPage } from '../../support/builders.ts';

const MAY = { from: '2026-05-01', to: '2026-05-31' };

test('what was not read is told by marketplace and outcome, with its most frequent reasons', () => {
  const blocked = (reason: string) => aScanPage({ coverage: 'blocked', reason });
  const pages = [
    aScanPage(),
    aScanPage({ coverage: 'empty' }),
    aScanPage({ coverage: 'partial', marketplace: 'ebay' }),
    ...['rare', 'HTTP 403', 'HTTP 403'].map(blocked),
  ];
  expect(seenOf([{ ...pagesReadOf(pages), since: pages.at(-1)!.period }], true)).toEqual({
    coverage: { part: 2, of: 6, share: 1 / 3 },
    since: pages.at(-1)!.period,
    isWhole: true,
    gaps: [
      { marketplace: 'bazaar', coverage: 'blocked', pages: 3, reasons: ['HTTP 403', 'rare'] },
      { marketplace: 'ebay', coverage: 'partial', pages: 1, reasons: [] },
    ],
  });
});

test('a period without a scan has no coverage, neither whole nor none', () => {
  expect(seenOf([], true)).toEqual({
    coverage: { part: 0, of: 0, share: null },
    since: undefined,
    isWhole: true,
    gaps: [],
  });
});

test('however much was scanned it asks ten times at most, and says from when on it looked', async () => {
  const asked: unknown[] = [];
  const scanPagesAfter: ListingStore['scanPagesAfter'] = async (...args) => {
    asked.push(args);
    return { pages: [aScanPage({ period: `2026-05-${30 - asked.length}T08:00:00.000Z` })], next: String(asked.length) };
  };
  const seen = await seenIn('nordhavn', MAY, { days: [], listings: { scanPagesAfter } });
  expect(seen).toMatchObject({ isWhole: false, since: '2026-05-20T08:00:00.000Z', coverage: { of: 10 } });
  const ends = [new Date('2026-05-01T00:00:00.000Z'), new Date('2026-05-31T23:59:59.999Z')];
  expect(asked).toHaveLength(10);
  expect(asked[1]).toEqual(['nordhavn', ends[0], '1', ends[1]]);
});

/** A month of scans, every third page blocked for one of two reasons. */
const SCANS = Array.from({ length: 31 * 4 }, (_, index) => {
  const period = `${dayAfter(MAY.from, Math.floor(index / 4))}T0${index % 4}:00:00.000Z`;
  const isBlocked = index % 3 === 0;
  return aScanPage({ period, ...(isBlocked && { coverage: 'blocked', reason: index % 2 ? 'HTTP 403' : 'captcha' }) });
});
const scansOf = (day: string) => SCANS.filter(({ period }) => period.startsWith(day));

/** Answers with what was scanned in the time that is asked for, a hundred at a time, and counts how often it was asked. */
function stored() {
  const log = { reads: 0 };
  const scanPagesAfter: ListingStore['scanPagesAfter'] = async (_, since, after, until) => {
    log.reads++;
    const [from, to] = [since!.toISOString(), until!.toISOString()];
    const all = SCANS.filter(({ period }) => period >= from && period <= to).toReversed();
    const first = Number(after ?? 0);
    return { pages: all.slice(first, first + 100), ...(first + 100 < all.length && { next: String(first + 100) }) };
  };
  return { log, listings: { scanPagesAfter } };
}
const countedOn = (days: readonly string[]): RollUp[] =>
  days.map((day) => ({ day, venues: {}, pages: pagesReadOf(scansOf(day)) }));
const DAYS = Array.from({ length: 31 }, (_, index) => dayAfter(MAY.from, index));

test('days that were counted are not read anew: a month with one day that still runs costs one read', async () => {
  const { log, listings } = stored();
  const seen = await seenIn('nordhavn', MAY, { days: countedOn(DAYS.slice(0, -1)), listings });
  expect(log.reads).toBe(1);
  const read = await seenIn('nordhavn', MAY, { days: [], listings });
  expect({ ...seen, since: undefined }).toEqual({ ...read, since: undefined });
  expect([seen.since, read.since]).toEqual(['2026-05-01T00:00:00.000Z', '2026-05-01T00:00:00.000Z']);
});

test('says the same whichever days were counted, as long as all of it may be read', () =>
  fc.assert(
    fc.asyncProperty(fc.subarray(DAYS, { minLength: 22 }), async (days) => {
      const { log, listings } = stored();
      const seen = await seenIn('nordhavn', MAY, { days: countedOn(days), listings });
      const all = addedUp(DAYS.map((day) => pagesReadOf(scansOf(day))));
      expect(seen.coverage).toMatchObject({ part: all.read, of: all.due });
      expect([seen.isWhole, log.reads <= 10]).toEqual([true, true]);
      expect(seen.gaps[0]).toMatchObject({ pages: all.gaps[0]!.pages, reasons: Object.keys(all.gaps[0]!.reasons) });
    }),
    { numRuns: 50 },
  ));

test('leaves out what lies before more than may be read, counted or not', async () => {
  const { log, listings } = stored();
  const everyOther = DAYS.filter((_, index) => index % 2 === 0);
  const seen = await seenIn('nordhavn', MAY, { days: countedOn(everyOther), listings });
  expect([seen.isWhole, log.reads]).toEqual([false, 10]);
  // Ten uncounted days and the counted ones between them, from the newest back.
  expect([seen.since, seen.coverage.of]).toEqual(['2026-05-11T00:00:00.000Z', 21 * 4]);
});
