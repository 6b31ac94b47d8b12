import { expect, it } from 'vitest';
import type { StoreFile, StoreState } from '#shared/domain/store-file.ts';
import { countedStores, repeatSellersOf } from '#shared/reporting/repeat-sellers.ts';

const JUNE = { from: '2026-06-01', to: '2026-06-30' };

function aFile(
  seller: string,
  strikes: readonly string[],
  moves: readonly (readonly [string, StoreState])[],
): StoreFile {
  return {
    id: `nordhavn~bazaar~${seller}`,
    brandId: 'nordhavn',
    group: 'bazaar',
    sellerId: seller,
    marketplaces: ['bazaar'],
    state: moves.at(-1)?.[1] ?? 'watch',
    version: 1,
    strikes: strikes.map((day, n) => ({ caseId: `${seller}-${n}`, at: `${day}T12:00:00.000Z` })),
    counted: strikes.length,
    openOffers: 0,
    updatedAt: '2026-06-30T12:00:00.000Z',
    events: moves.map(([day, to]) => ({ at: `${day}T23:59:59.000Z`, from: null, to, by: 'x', why: 'x' })),
  };
}

const FILES = [
  aFile(
    'a',
    ['2026-06-01', '2026-06-30'],
    [
      ['2026-06-02', 'filed'],
      ['2026-06-30', 'closed'],
    ],
  ),
  aFile(
    'b',
    ['2026-05-31', '2026-06-10'],
    [
      ['2026-06-20', 'filed'],
      ['2026-07-01', 'kept'],
    ],
  ),
  aFile('c', ['2026-01-01', '2026-01-02'], []),
  aFile(
    'd',
    ['2026-06-05'],
    [
      ['2026-05-30', 'filed'],
      ['2026-06-08', 'kept'],
      ['2026-06-09', 'filed'],
    ],
  ),
];

it('counts sellers by their strikes in the period, and stores by what happened to them in it', () => {
  expect(repeatSellersOf(FILES, JUNE, true)).toEqual({
    repeat: { share: 1 / 3, part: 1, of: 3 },
    asked: 3,
    closed: 1,
    kept: 1,
    isWhole: true,
  });
});

it('says of nobody that the share is unknown', () => {
  expect(repeatSellersOf([], JUNE, true).repeat).toEqual({ share: null, part: 0, of: 0 });
});

it('reads every state page by page, up to three hundred files of each, and says when there are more', async () => {
  const asked: [string, unknown][] = [];
  const storeFiles = {
    async byBrand(_brand: string, state: StoreState, after?: unknown) {
      asked.push([state, after]);
      const files = FILES.filter((file) => file.state === state);
      return { files, ...(state === 'watch' && { next: { stateSince: 'x', pk: 'x', sk: 'x' } }) };
    },
  };
  const counted = await countedStores('nordhavn', storeFiles as never);
  expect(counted.areAllStores).toBe(false);
  expect(asked.filter(([state]) => state === 'watch')).toHaveLength(3);
  expect(asked).toHaveLength(7);
});
