import { expect, test } from 'vitest';
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
  expect(seenOf(pages, true)).toEqual({
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
  const seen = await seenIn('nordhavn', MAY, { scanPagesAfter });
  expect(seen).toMatchObject({ isWhole: false, since: '2026-05-20T08:00:00.000Z', coverage: { of: 10 } });
  const ends = [new Date('2026-05-01T00:00:00.000Z'), new Date('2026-05-31T23:59:59.999Z')];
  expect(asked).toHaveLength(10);
  expect(asked[1]).toEqual(['nordhavn', ends[0], '1', ends[1]]);
});
