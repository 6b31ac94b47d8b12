import { expect, it } from 'vitest';
import { recordTestBuy } from '#shared/cases/test-buys.ts';
import { MOST_TEST_BUYS, TestBuy, testPurchases } from '#shared/domain/test-buy.ts';
import { claimsFor } from '#shared/notices/claims.ts';
import { ownerOf } from '#shared/notices/owner-of.ts';
import { programmeById, siteOf } from '#shared/notices/programmes/index.ts';
import type { CaseStore } from '#shared/stores/case-store.ts';
import { aBrand, aCase, aListing, aVerdict } from '../../support/builders.ts';
import { memoryNoticeStore } from '../../support/memory-notice-store.ts';
import { memoryCaseStore } from '../../support/memory-stores.ts';

const around = (cases: CaseStore) => ({ cases, notices: memoryNoticeStore(), clock: () => new Date() });

const PHOTO = { key: `documents/nordhavn/${'a'.repeat(64)}.jpg`, sha256: 'a'.repeat(64) };
const ORDERED = TestBuy.parse({ orderId: 'O-1', orderedAt: '2026-05-02', files: [PHOTO] });
const examined = (verdict: string) => ({ at: '2026-05-20', by: 'Lab', verdict, findings: 'The zip has no maker.' });

it.each([
  ['arrived before it was ordered', { arrivedAt: '2026-05-01' }, 'arrivedAt'],
  ['was examined and never arrived', { examined: examined('counterfeit') }, 'arrivedAt'],
  ['was examined before it arrived', { arrivedAt: '2026-05-25', examined: examined('counterfeit') }, 'examined.at'],
])('a purchase that %s is refused by its field', (_, fields, field) => {
  const parsed = TestBuy.safeParse({ ...ORDERED, ...fields });
  expect(parsed.error?.issues.map(({ path }) => path.join('.'))).toEqual([field]);
});

it('said again, it adds to what is known: photos stay, and the order is one', async () => {
  const cases = memoryCaseStore();
  await cases.open(aCase());
  const first = await recordTestBuy((await cases.get(aCase().id))!, ORDERED, around(cases));
  const arrived = { ...ORDERED, arrivedAt: '2026-05-12', files: [] };
  const second = 'case' in first && (await recordTestBuy(first.case, arrived, around(cases)));
  expect(second && 'case' in second && second.case.testBuys).toEqual([{ ...arrived, files: [PHOTO] }]);
});

const photos = (from: number, count: number) =>
  Array.from({ length: count }, (_, n) => {
    const sha256 = String(from + n).padStart(64, '0');
    return { key: `documents/nordhavn/${sha256}.jpg`, sha256 };
  });

it.each([
  ['more photos than a purchase may have', { files: photos(20, 15) }, 'files'],
  ['an arrival after the day it was examined', { arrivedAt: '2026-05-25' }, 'examined.at'],
])('said again with %s, it is refused by the field, for nobody could read such a case', async (_, fields, field) => {
  const known = TestBuy.parse({
    ...ORDERED,
    arrivedAt: '2026-05-12',
    examined: examined('counterfeit'),
    files: photos(1, 15),
  });
  const cases = memoryCaseStore();
  await cases.open(aCase({ testBuys: [known] }));
  const said = TestBuy.parse({ ...ORDERED, files: [], ...fields });
  const outcome = await recordTestBuy((await cases.get(aCase().id))!, said, around(cases));
  expect(outcome).toEqual({ refused: expect.stringContaining(`${field}: `) });
  expect((await cases.get(aCase().id))!.testBuys).toEqual([known]);
});

it('what a form leaves empty stays as it was known', async () => {
  const known = TestBuy.parse({ ...ORDERED, arrivedAt: '2026-05-12', examined: examined('counterfeit') });
  const cases = memoryCaseStore();
  await cases.open(aCase({ testBuys: [known] }));
  const said = TestBuy.parse({ orderId: 'O-1', orderedAt: '2026-05-02', arrivedAt: undefined, examined: undefined });
  const outcome = await recordTestBuy((await cases.get(aCase().id))!, said, around(cases));
  expect('case' in outcome && outcome.case.testBuys).toEqual([known]);
});

it('a case takes no more than it has room for', async () => {
  const testBuys = Array.from({ length: MOST_TEST_BUYS }, (_, n) => ({ ...ORDERED, orderId: `O-${n + 10}` }));
  const outcome = await recordTestBuy(aCase({ testBuys }), ORDERED, around(memoryCaseStore()));
  expect(outcome).toEqual({ refused: 'A case takes 5 test purchases.' });
});

const claimsWith = (bought: TestBuy) => {
  const brand = aBrand();
  const programme = programmeById('bazaar');
  const listing = aListing();
  return claimsFor({
    listing,
    verdict: aVerdict(),
    brand,
    owner: ownerOf(brand),
    programme,
    site: siteOf(programme, listing.url),
    testPurchases: testPurchases([bought], listing.id),
    now: new Date('2026-06-01T12:00:00.000Z'),
  });
};

it('goods found counterfeit are the strongest finding, and goods found genuine end every claim', () => {
  const bought = { ...ORDERED, arrivedAt: '2026-05-12' };
  const fake = TestBuy.parse({ ...bought, examined: examined('counterfeit') });
  expect(claimsWith(fake).eligible[0]).toMatchObject({ strength: 'test-buy' });
  const genuine = TestBuy.parse({ ...bought, examined: examined('genuine') });
  expect(claimsWith(genuine).eligible).toEqual([]);
  expect(claimsWith(genuine).refused[0]?.field).toBe('testPurchases');
});

it('what was ordered and not examined says nothing', () => {
  expect(claimsWith(ORDERED).eligible.some(({ strength }) => strength === 'test-buy')).toBe(false);
});
