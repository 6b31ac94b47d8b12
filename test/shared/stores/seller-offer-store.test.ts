import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SellerOffer } from '#shared/domain/seller-offer.ts';
import { createSellerOfferStore, MOST_READ, type SellerOfferStore } from '#shared/stores/seller-offer-store.ts';
import { startTables, type Tables } from '../../support/tables.ts';

const AT = '2026-12-01T00:00:00.000Z';
let now = new Date(AT);
let tables: Tables;
let store: SellerOfferStore;
beforeAll(async () => {
  tables = await startTables();
  store = createSellerOfferStore(tables.client, tables.names.cases, () => now);
});
afterAll(() => tables.stop());

const offer = (offerId: string, own: Partial<SellerOffer> = {}): SellerOffer => ({
  brandId: 'nordhavn',
  offerId,
  at: AT,
  isFarBelow: true,
  ...own,
});
const account = (sellerId: string, marketplace = 'ebay') => ({ marketplace, sellerId });

it('keeps one line for each offer and brand, the last that was said', async () => {
  const seller = account('Cheap Store');
  await store.put('nord-group', seller, offer('1'));
  await store.put('nord-group', seller, offer('1', { isFarBelow: false, product: 'Fjord Parka' }));
  await store.put('nord-group', seller, offer('1', { brandId: 'skarv' }));
  expect(await store.of('nord-group', seller)).toEqual([
    offer('1', { isFarBelow: false, product: 'Fjord Parka' }),
    offer('1', { brandId: 'skarv' }),
  ]);
});

it('knows an account on every site and marketplace that shares it, and shows one owner nothing of another', async () => {
  await store.put('nord-group', account('fake_shop', 'taobao'), offer('1'));
  expect(await store.of('nord-group', account('FAKE_SHOP', 'tmall'))).toHaveLength(1);
  expect(await store.of('nord-group', account('fake_shop', 'ebay'))).toEqual([]);
  expect(await store.of('other-group', account('fake_shop', 'taobao'))).toEqual([]);
});

it('reads no more of a seller however much is kept, and nothing that is older than listings are', async () => {
  const seller = account('big store');
  for (let id = 0; id < MOST_READ + 10; id++) await store.put('nord-group', seller, offer(`many-${id}`));
  expect(await store.of('nord-group', seller)).toHaveLength(MOST_READ);
  now = new Date(Date.parse(AT) + 91 * 86_400_000);
  expect(await store.of('nord-group', seller)).toEqual([]);
  now = new Date(AT);
});

it('reads of a big seller some of every brand, and not the first by their numbers', async () => {
  const seller = account('huge store');
  for (let id = 0; id < 4 * MOST_READ; id++) {
    const offerId = `${1000 + id}`;
    await store.put('nord-group', seller, offer(offerId, { brandId: id % 2 === 0 ? 'nordhavn' : 'skarv' }));
  }
  const read = await store.of('nord-group', seller);
  for (const brandId of ['nordhavn', 'skarv'])
    expect(read.filter((each) => each.brandId === brandId).length).toBeGreaterThan(MOST_READ / 5);
  expect(read.filter(({ offerId }) => offerId >= `${1000 + 2 * MOST_READ}`).length).toBeGreaterThan(MOST_READ / 5);
});
