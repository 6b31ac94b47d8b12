import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ReferenceProduct } from '#shared/domain/product.ts';
import { type BrandStore, createBrandStore } from '#shared/stores/brand-store.ts';
import { createProductStore, MOST_PRODUCTS, type ProductStore } from '#shared/stores/product-store.ts';
import { aBrand } from '../../support/builders.ts';
import { startTables, type Tables } from '../../support/tables.ts';

const T0 = new Date('2026-12-01T12:00:00.000Z');

let tables: Tables;
let brands: BrandStore;
let store: ProductStore;
beforeAll(async () => {
  tables = await startTables();
  brands = createBrandStore(tables.client, tables.names.brands);
  store = createProductStore(tables.client, tables.names.brands);
});
afterAll(() => tables.stop());

const product = (sku: string, overrides: Partial<ReferenceProduct> = {}): ReferenceProduct => ({
  sku,
  name: `Skjold ${sku}`,
  price: { amount: 199, currency: 'EUR' },
  aliases: [],
  gtins: [],
  images: [],
  safety: false,
  ...overrides,
});
const skusOf = async (id: string) => (await brands.get(id))?.fingerprint.products.map(({ sku }) => sku);
const fileWith = (id: string, ...products: ReferenceProduct[]) =>
  aBrand({ id, fingerprint: { ...aBrand().fingerprint, products } });

it('adds to the products of the file what is imported, the file first, and twice is once', async () => {
  await brands.put(fileWith('two-sources', product('FILE-2'), product('FILE-1')), T0);
  expect(await store.put('two-sources', [product('B'), product('A')])).toEqual({ added: 2, changed: 0, unchanged: 0 });
  expect(await skusOf('two-sources')).toEqual(['FILE-2', 'FILE-1', 'A', 'B']);
  const again = [product('A', { name: 'Renamed' }), product('B')];
  expect(await store.put('two-sources', again, { dryRun: true })).toEqual({ added: 0, changed: 1, unchanged: 1 });
  expect((await brands.get('two-sources'))?.fingerprint.products[2]?.name).toBe('Skjold A');
  expect(await store.put('two-sources', again)).toEqual({ added: 0, changed: 1, unchanged: 1 });
  expect((await brands.get('two-sources'))?.fingerprint.products[2]?.name).toBe('Renamed');
  expect((await brands.asRegistered('two-sources'))?.fingerprint.products.map(({ sku }) => sku)).toEqual([
    'FILE-2',
    'FILE-1',
  ]);
});

it('keeps what is imported when the file is registered again, and the word of the file where both have a product', async () => {
  await brands.put(fileWith('kept', product('OWN', { name: 'By hand' })), T0);
  await store.put('kept', [product('own', { name: 'By the shop' }), product('OTHER')]);
  await brands.put(fileWith('kept', product('OWN', { name: 'By hand' }), product('NEW')), T0);
  const names = (await brands.get('kept'))!.fingerprint.products.map(({ name }) => name);
  expect(names).toEqual(['By hand', 'Skjold NEW', 'Skjold OTHER']);
  await brands.put(fileWith('kept'), T0);
  expect(await skusOf('kept')).toEqual(['OTHER', 'own']);
});

it('reads one item, and the products only when they have changed', async () => {
  const counted: string[] = [];
  const counting = {
    send: (command: { constructor: { name: string } }) => {
      counted.push(command.constructor.name);
      return tables.client.send(command as never);
    },
  } as unknown as typeof tables.client;
  const reader = createBrandStore(counting, tables.names.brands);
  await brands.put(fileWith('counted', product('1')), T0);
  await store.put('counted', [product('2')]);
  const first = await reader.get('counted');
  for (let time = 0; time < 5; time++) expect(await reader.get('counted')).toBe(first);
  expect(counted).toEqual(['GetCommand', 'QueryCommand', ...Array(5).fill('GetCommand')]);
  await store.put('counted', [product('3')]);
  expect((await reader.get('counted'))!.fingerprint.products).toHaveLength(3);
});

it('carries on a brand from before 2026-12, whose products stand in its profile', async () => {
  const old = fileWith('from-before', product('1'), product('2'));
  const Item = { pk: 'BRAND~from-before', sk: 'PROFILE', brandList: 'ALL', brandId: 'from-before', profile: old };
  await tables.client.send(new PutCommand({ TableName: tables.names.brands, Item }));
  expect(await brands.get('from-before')).toEqual(old);
  await store.put('from-before', [product('2', { name: 'The shop says' }), product('3')]);
  expect(await skusOf('from-before')).toEqual(['1', '2', '3']);
  expect(await brands.asRegistered('from-before')).toEqual(old);
  await brands.put(old, T0);
  expect(await skusOf('from-before')).toEqual(['1', '2', '3']);
});

it('keeps two products of the file that have the same article number', async () => {
  const brand = fileWith('same-number', product('1'), product('1', { name: 'The other' }));
  await brands.put(brand, T0);
  expect(await brands.get('same-number')).toEqual(brand);
});

it('removes imported products, none of the file, and says how many there were', async () => {
  await brands.put(fileWith('shrinking', product('FILE')), T0);
  await store.put('shrinking', [product('A'), product('B')]);
  expect(await store.remove('shrinking', ['A', 'A', 'FILE', 'unknown'])).toBe(1);
  expect(await skusOf('shrinking')).toEqual(['FILE', 'B']);
  expect(await store.imported('shrinking')).toEqual(['B']);
  expect(await store.remove('no-such-brand', ['A'])).toBeUndefined();
  expect(await store.put('no-such-brand', [product('A')])).toBe('no brand');
  expect(await store.imported('no-such-brand')).toEqual([]);
});

it('pages through all of them, each once', async () => {
  await brands.put(fileWith('paged', product('FILE')), T0);
  await store.put(
    'paged',
    Array.from({ length: 450 }, (_, index) => product(`P${index}`)),
  );
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const page = await store.page('paged', after);
    expect(page.products.length).toBeLessThanOrEqual(200);
    seen.push(...page.products.map((each) => each.product.sku));
    after = page.next;
  } while (after);
  expect(seen[0]).toBe('FILE');
  expect(new Set(seen).size).toBe(451);
  expect(seen).toHaveLength(451);
});

it('takes no more than a catalogue may hold, and then none of them', async () => {
  await brands.put(fileWith('full'), T0);
  const tooMany = Array.from({ length: MOST_PRODUCTS + 1 }, (_, index) => product(`P${index}`));
  expect(await store.put('full', tooMany, { dryRun: true })).toBe('too many');
  expect(await store.imported('full')).toEqual([]);
});

it('gives a brand of other tenants with the same beginning none of these', async () => {
  await brands.put(fileWith('alpha'), T0);
  await brands.put(fileWith('alpha-two'), T0);
  await store.put('alpha-two', [product('A')]);
  expect(await skusOf('alpha')).toEqual([]);
});
