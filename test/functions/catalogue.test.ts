import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { apiFor } from '#functions/api/api.ts';
import type { ApiServices } from '#functions/api/services.ts';
import { createScoringContext } from '#functions/score/scoring-context.ts';
import type { Facts } from '#shared/domain/signal.ts';
import { scoreListing } from '#shared/scoring/score-listing.ts';
import { createAuditStore } from '#shared/stores/audit-store.ts';
import { createBrandStore } from '#shared/stores/brand-store.ts';
import { createModelStore } from '#shared/stores/model-store.ts';
import { createProductStore } from '#shared/stores/product-store.ts';
import { createRequestStore } from '#shared/stores/request-store.ts';
import { allReached } from '../support/all-reached.ts';
import { anAdmin } from '../support/an-access.ts';
import { aBrand, aListing } from '../support/builders.ts';
import { startTables, type Tables } from '../support/tables.ts';

// A shop's whole feed, from the API to the judgement of offers.

const NOW = new Date('2026-12-01T09:00:00Z');
const PRODUCTS = 5_000;
const TIMEOUT_MS = 60_000; // two seconds on an idle machine

let tables: Tables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

const KINDS = ['Shell Jacket', 'Parka', 'Rain Trousers', 'Backpack', 'Fleece', 'Down Vest', 'Beanie', 'Bottle'];
const SYLLABLES = ['fjel', 'vid', 'stor', 'bre', 'has', 'lun', 'tor', 'sva', 'kri', 'mos'];
const lineOf = (index: number) =>
  [...String(index).padStart(4, '0')]
    .map((digit) => SYLLABLES[Number(digit)])
    .join('')
    .slice(0, 14);
const nameOf = (index: number) => `${lineOf(index)} ${KINDS[index % KINDS.length]}`;
const row = (index: number) => `NH-${10_000 + index}\t${nameOf(index)}\t${200 + (index % 90)}.00 EUR`;
const feed = ['id\ttitle\tprice', ...Array.from({ length: PRODUCTS }, (_, index) => row(index))].join('\n');

function anApi() {
  const { client, names } = tables;
  const services = {
    brands: createBrandStore(client, names.brands),
    products: createProductStore(client, names.brands),
    models: createModelStore(client, names.brands),
    audit: createAuditStore(client, names.audit),
    requests: createRequestStore(client, names.cases),
    prepareAlerts: async () => {},
    alertAddresses: allReached,
    clock: () => NOW,
  } as unknown as ApiServices;
  return async (method: string, path: string, body?: string) => {
    const response = await apiFor(services, anAdmin()).request(path, { method, body });
    return { status: response.status, json: JSON.parse(await response.text()) };
  };
}

test('five thousand products are imported, twice is once, and offers are judged by them in a few reads', {
  timeout: TIMEOUT_MS,
}, async () => {
  const call = anApi();
  await call('POST', '/brands', JSON.stringify(aBrand({ id: 'large' })));
  const began = performance.now();
  const first = await call('POST', '/brands/large/products?format=google-tsv', feed);
  const imported = performance.now();
  expect(first.json).toMatchObject({ rows: PRODUCTS, products: PRODUCTS, added: PRODUCTS, lost: 0, problems: [] });
  const again = await call('POST', '/brands/large/products?format=google-tsv', feed);
  expect(again.json).toMatchObject({ added: 0, changed: 0, unchanged: PRODUCTS, notInFeed: 0 });

  const reads: string[] = [];
  const counting = {
    send: (command: object) => {
      reads.push(command.constructor.name);
      return tables.client.send(command as never);
    },
  } as unknown as DynamoDBDocumentClient;
  const brands = createBrandStore(counting, tables.names.brands);
  const context = createScoringContext(
    { promoted: async () => undefined, expediting: async () => undefined },
    () => NOW,
  );
  const judged = async (index: number) => {
    const listing = aListing({
      title: `Nordhavn ${nameOf(index)} new with tags`,
      price: { amountMinor: 3900, currency: 'EUR' },
      seller: { id: 'some-shop' },
    });
    const { brand, model } = await context((await brands.get('large'))!);
    const facts: Facts = { brand, listing, infringingImages: [], sellerLinks: [], now: NOW };
    return scoreListing(facts, model).signals.find(({ id }) => id === 'low-price')?.evidence ?? '';
  };
  const loading = performance.now();
  expect(await judged(1234)).toContain(nameOf(1234));
  const loaded = performance.now();
  for (let index = 0; index < PRODUCTS; index += 50) expect(await judged(index)).toContain(nameOf(index));
  const done = performance.now();
  const queries = reads.filter((name) => name === 'QueryCommand').length;
  expect(queries).toBeLessThanOrEqual(4); // a megabyte each, once
  console.info(
    `${PRODUCTS} products, ${feed.length} bytes: imported in ${Math.round(imported - began)} ms, first offer after ${Math.round(loaded - loading)} ms and ${queries} queries, then ${((done - loaded) / 100).toFixed(2)} ms an offer with its read`,
  );
});

test('a brand file with five thousand products is registered and comes back as it was', {
  timeout: TIMEOUT_MS,
}, async () => {
  const call = anApi();
  const products = Array.from({ length: PRODUCTS }, (_, index) => ({
    sku: `NH-${index}`,
    name: nameOf(index),
    price: { amount: 200, currency: 'EUR' },
    images: [`https://nordhavn.example/${index}.jpg`],
    aliases: [],
    gtins: [],
    safety: false,
  }));
  const brand = aBrand({ id: 'from-file', fingerprint: { ...aBrand().fingerprint, products } });
  expect((await call('POST', '/brands', JSON.stringify(brand))).status).toBe(201);
  const { json } = await call('GET', '/brands/from-file');
  expect(json.brand).toEqual(brand);
});

test('a dry run changes nothing, and what a feed lacks goes only when that is said', async () => {
  const call = anApi();
  await call('POST', '/brands', JSON.stringify(aBrand({ id: 'small' })));
  const lines = (...indices: number[]) => ['id\ttitle\tprice', ...indices.map(row)].join('\n');
  const ask = (query: string, body: string) => call('POST', `/brands/small/products?format=google-tsv${query}`, body);
  const skus = async () =>
    ((await call('GET', '/brands/small/products')).json.products as { source: string; product: { sku: string } }[])
      .filter(({ source }) => source === 'import')
      .map(({ product }) => product.sku);

  expect((await ask('&dryRun=true', lines(1, 2))).json).toMatchObject({ added: 2 });
  expect(await skus()).toEqual([]);
  await ask('', lines(1, 2, 3));
  expect((await ask('', lines(1))).json).toMatchObject({ unchanged: 1, notInFeed: 2, removed: 0 });
  expect((await ask('&prune=true&dryRun=true', lines(1))).json).toMatchObject({ notInFeed: 2, removed: 0 });
  expect(await skus()).toHaveLength(3);
  const broken = await ask('&prune=true', `${lines(1)}\nNH-10002\tCap\task us`);
  expect(broken.json.detail).toContain('would be removed as if the feed did not have them');
  expect(await skus()).toHaveLength(3);
  expect((await ask('&prune=true', lines(1))).json).toMatchObject({ removed: 2 });
  expect(await skus()).toEqual(['NH-10001']);
  expect((await call('POST', '/brands/small/products/remove', '{"skus":["NH-10001"]}')).json).toEqual({ removed: 1 });
});

test('a feed that is none is refused with what to do', async () => {
  const call = anApi();
  await call('POST', '/brands', JSON.stringify(aBrand({ id: 'refusing' })));
  const { status, json } = await call('POST', '/brands/refusing/products?format=csv', 'a,b\n1,2');
  expect([status, json.code]).toEqual([400, 'invalid']);
  expect(json.detail).toContain('Say which with the map');
  expect((await call('POST', '/brands/nobody/products?format=google-tsv', feed)).json.detail).toContain('no brand');
});
