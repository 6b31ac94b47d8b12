import { expect, test } from 'vitest';
import { marketplaces } from '#shared/marketplaces/index.ts';
import { confirmedReaders, doubtOf, withDoubt } from '#shared/marketplaces/reader-age.ts';

const [proven, day] = Object.entries(confirmedReaders).find(([, known]) => known !== null)! as [string, string];
const unproven = Object.entries(confirmedReaders).find(([, known]) => known === null)![0];
const daysLater = (days: number) => new Date(Date.parse(day) + days * 24 * 60 * 60 * 1000);

test('every reader of a real marketplace says when it was last confirmed, or that it never was', () => {
  const readers = marketplaces.map(({ id }) => id).filter((id) => id !== 'bazaar');
  expect(Object.keys(confirmedReaders).toSorted()).toEqual(readers.toSorted());
  for (const known of Object.values(confirmedReaders)) expect(known ?? '2026-01-01').toMatch(/^\d{4}-\d\d-\d\d$/);
});

test('a reader is doubted after 180 days, an unproven one at once, one that is not ours never', () => {
  expect(doubtOf(proven, daysLater(180))).toBeUndefined();
  expect(doubtOf(proven, daysLater(181))).toBe(`nobody has confirmed this reader since ${day}`);
  expect(doubtOf(unproven, daysLater(1))).toContain('unproven');
  expect(doubtOf('bazaar', daysLater(1000))).toBeUndefined();
  expect(doubtOf('toString', daysLater(1000))).toBeUndefined();
});

test.each(['empty', 'partial', 'unreadable'] as const)(
  'the doubt stands in the coverage of a page that is %s',
  (coverage) => {
    const reading = { coverage, reason: 'why', listings: [], nextPageUrl: null };
    expect(withDoubt(reading, proven, daysLater(200)).reason).toBe(
      `why; nobody has confirmed this reader since ${day}`,
    );
    expect(withDoubt(reading, proven, daysLater(1))).toEqual(reading);
  },
);

test('a page that was read to its end, or that was refused, says nothing against the reader', () => {
  for (const coverage of ['complete', 'blocked'] as const) {
    const reading = { coverage, listings: [], nextPageUrl: null };
    expect(withDoubt(reading, proven, daysLater(200))).toEqual(reading);
  }
});
