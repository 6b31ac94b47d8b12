import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { PRODUCTS } from '#infra/local/bazaar/products.ts';
import { AUTHORISED_SELLERS } from '#infra/local/bazaar/sellers.ts';
import { Brand } from '#shared/domain/brand.ts';

const sample = new URL('../../../../infra/cli/samples/nordhavn.yaml', import.meta.url);
const brand = Brand.parse(parse(readFileSync(sample, 'utf8')));

test('the sample brand knows the range, its prices and its photos', () => {
  const cents = brand.fingerprint.products.map(({ sku, price }) => [sku, price.amount * 100, price.currency]);
  expect(cents).toEqual(PRODUCTS.map(({ sku, priceMinor }) => [sku, priceMinor, 'EUR']));
  for (const { sku, images } of brand.fingerprint.products)
    expect(images).toEqual([`https://bazaar.example/official/${sku}.jpg`]);
});

test("the sample brand's authorised sellers are the shop's", () => {
  expect(brand.fingerprint.authorisedSellers).toEqual(
    AUTHORISED_SELLERS.map(({ id }) => ({ marketplace: 'bazaar', sellerId: id })),
  );
});

test('the sample brand may send: mark, contacts and a signed authority are there', () => {
  expect(brand.marks.length).toBeGreaterThan(0);
  expect(brand.contacts.rightsOwner).toBeDefined();
  expect(brand.contacts.reporter).toBeDefined();
  expect(brand.contacts.authority).toBeDefined();
  expect(brand.enforcement.mode).toBe('auto');
  expect(brand.watches.map(({ marketplaces }) => marketplaces)).toEqual([
    ['bazaar'],
    ['bazaar'],
    ['bazaar'],
    ['bazaar'],
  ]);
});
