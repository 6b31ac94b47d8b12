import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSellerRecordStore, MOST_OFFERS, type SellerRecordStore } from '#shared/stores/seller-record-store.ts';
import { startTables, type Tables } from '../../support/tables.ts';

const NOW = new Date('2026-12-01T00:00:00.000Z');
let tables: Tables;
let store: SellerRecordStore;
beforeAll(async () => {
  tables = await startTables();
  store = createSellerRecordStore(tables.client, tables.names.cases, () => NOW);
});
afterAll(() => tables.stop());

const offer = (id: string, at = '2026-05-01', outcome: 'confirmed' | 'cleared' = 'confirmed') => ({
  offer: `ebay.de/itm/${id}`,
  at,
  outcome,
});
const account = (sellerId: string, marketplace = 'ebay') => ({ marketplace, sellerId });

it('keeps what was said of each offer; twice is once, and it can be taken back', async () => {
  const seller = account('Cheap Store');
  expect(await store.change('nordhavn', seller, { put: [offer('1'), offer('2')] })).toMatchObject({ added: 2 });
  expect(await store.change('nordhavn', seller, { put: [offer('1'), offer('2', '2026-06-01', 'cleared')] })).toEqual({
    added: 0,
    changed: 1,
    unchanged: 1,
    removed: 0,
  });
  expect(await store.get('nordhavn', seller)).toEqual([offer('2', '2026-06-01', 'cleared'), offer('1')]);
  expect(await store.change('nordhavn', seller, { forget: ['ebay.de/itm/1', 'ebay.de/itm/7'] })).toMatchObject({
    removed: 1,
  });
  expect(await store.get('nordhavn', seller)).toHaveLength(1);
});

it('knows an account on every marketplace of its group and in any spelling, and no other brand’s', async () => {
  await store.change('nordhavn', account('fake_shop', 'taobao'), { put: [offer('1')] });
  expect(await store.get('nordhavn', account('FAKE_SHOP', 'tmall'))).toHaveLength(1);
  expect(await store.get('nordhavn', account('fake_shop', 'ebay'))).toEqual([]);
  expect(await store.get('fjordlys', account('fake_shop', 'taobao'))).toEqual([]);
});

it('loses nothing when two imports meet at one seller', async () => {
  const all = Array.from({ length: 4 }, (_, index) => offer(String(index)));
  await Promise.all(all.map((each) => store.change('nordhavn', account('busy'), { put: [each] })));
  expect(await store.get('nordhavn', account('busy'))).toHaveLength(4);
});

it('keeps the newest of very many, and forgets after three years', async () => {
  const many = Array.from({ length: MOST_OFFERS + 5 }, (_, index) =>
    offer(String(index), index < 5 ? '2025-01-01' : '2026-01-01'),
  );
  await store.change('nordhavn', account('large'), { put: many });
  const kept = await store.get('nordhavn', account('large'));
  expect(kept).toHaveLength(MOST_OFFERS);
  expect(new Set(kept.map(({ at }) => at))).toEqual(new Set(['2026-01-01']));
  await store.change('nordhavn', account('old'), { put: [offer('1', '2023-11-01')] });
  expect(await store.get('nordhavn', account('old'))).toEqual([]);
  await store.change('nordhavn', account('old'), { put: [offer('2', '2026-11-01')] });
  expect(await store.get('nordhavn', account('old'))).toEqual([offer('2', '2026-11-01')]);
});
