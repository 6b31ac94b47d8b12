import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Brand } from '#shared/domain/brand.ts';
import { Listing } from '#shared/domain/listing.ts';
import { offerText } from '#shared/products/offer-text.ts';
import { PRODUCT_FEATURES, productFeatures } from '#shared/products/product-features.ts';
import { matchedProducts } from '#shared/products/product-matching.ts';
import { productProbability } from '#shared/products/product-model.ts';
import { vocabularyOf } from '#shared/products/vocabulary.ts';

const NAMES = ['Fjord Parka', 'Havn Bottle 500 ml', 'Fjell Daypack 22 l', 'Fjord Rain Jacket', 'Havn Bottle 750 ml'];
const vocabulary = vocabularyOf(NAMES);

const brandWith = (products: readonly { name: string; sku?: string }[]): Brand =>
  Brand.parse({
    id: 'nordhavn',
    name: 'Nordhavn',
    fingerprint: {
      names: ['Nordhavn'],
      products: products.map(({ name, sku = name }) => ({ sku, name, price: { amount: 100, currency: 'EUR' } })),
    },
  });

const offer = (title: string): Listing =>
  Listing.parse({ marketplace: 'bazaar', id: '1', url: 'https://shop.example/1', title });

const matchIn = (brand: Brand, title: string) =>
  matchedProducts(brand, offer(title)).map(({ product, probability }) => ({ name: product.name, probability }));

const match = (title: string) => matchIn(brandWith(NAMES.map((name) => ({ name }))), title);

describe('product model', () => {
  test.each([
    ['Nordhavn Fjord Parka', 'Fjord Parka'],
    ['NORDHAVN fjord parka mens navy 1:1 quality', 'Fjord Parka'],
    ['Nordhavn Fjell Daypack 22L backpack waterproof', 'Fjell Daypack 22 l'],
    ['Nordhavn Havn Bottle 750ml insulated', 'Havn Bottle 750 ml'],
    ['Nordhavn FjordParka', 'Fjord Parka'],
  ])('%s offers the %s', (title, name) => {
    const [best, ...others] = match(title);
    expect(best!.name).toBe(name);
    expect(best!.probability).toBeGreaterThan(0.7);
    for (const other of others) expect(other.probability).toBeLessThan(0.3);
  });

  test.each(['summer dress floral', 'Nordhavn summer dress floral', 'Case for bottle', ''])(
    '%j offers none',
    (title) => {
      for (const { probability } of match(title)) expect(probability).toBeLessThan(0.3);
    },
  );

  test('two sizes that fit equally well are as likely, and less likely than the one that is named', () => {
    const [first, second] = match('Nordhavn bottle');
    expect(first!.probability).toBeCloseTo(second!.probability, 10);
    const [named, other] = match('Nordhavn bottle 750 ml');
    expect(named!.probability).toBeGreaterThan(first!.probability + 0.1);
    expect(other?.probability ?? 0).toBeLessThan(first!.probability - 0.1);
  });

  test('stuffing a title with ordinary words does not hide the product', () => {
    const stuffing = 'Fjord Parka women men size M winter warm jacket outdoor hiking gift';
    const [named] = match(`new hot sale free shipping Nordhavn ${stuffing}`);
    const [unnamed] = match(`new hot sale free shipping ${stuffing}`);
    expect([named!.name, unnamed!.name]).toEqual(['Fjord Parka', 'Fjord Parka']);
    expect(named!.probability).toBeGreaterThan(0.5);
    expect(unnamed!.probability).toBeGreaterThan(0.3); // of 0.6 that words can reach without the brand's name
  });

  test('an article number decides where names do not', () => {
    const brand = brandWith([
      { name: 'Sealed Bearing KX4410', sku: '4410' },
      { name: 'Sealed Bearing KX4420', sku: '4420' },
    ]);
    const [best, ...others] = matchedProducts(brand, offer('Nordhavn bearing kx-4420 sealed'));
    expect(best!.product.sku).toBe('4420');
    expect(best!.probability).toBeGreaterThan(0.9);
    const oddsOf = (probability: number) => probability / (1 - probability);
    expect(others).toHaveLength(1);
    expect(oddsOf(best!.probability) / oddsOf(others[0]!.probability)).toBeGreaterThan(13.5); // as 0.9 to 0.4
  });

  test('any text gives features in range and a probability, in bounded time', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom('a1b2 '.repeat(400), 'x'.repeat(2000), '1 '.repeat(1000)),
    );
    fc.assert(
      fc.property(text, text, fc.double({ min: 0, max: 1, noNaN: true }), (title, product, rival) => {
        const features = productFeatures(offerText(title, vocabulary), offerText(product, vocabulary), rival);
        expect(features).toHaveLength(PRODUCT_FEATURES.length);
        for (const value of features) {
          expect(value).toBeGreaterThanOrEqual(-1);
          expect(value).toBeLessThanOrEqual(1 + 1e-9);
        }
        const probability = productProbability(features);
        expect(probability).toBeGreaterThanOrEqual(0);
        expect(probability).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('the order of the catalogue does not matter', () => {
    const title = 'Nordhavn bottle';
    const reversed = matchIn(brandWith(NAMES.toReversed().map((name) => ({ name }))), title);
    expect(reversed.length).toBeGreaterThan(1);
    const sorted = (list: { name: string }[]) => list.toSorted((a, b) => a.name.localeCompare(b.name));
    expect(sorted(reversed)).toEqual(sorted(match(title)));
  });
});

test('a word that many products carry tells less than one that few carry', () => {
  const rarity = (word: string) => vocabulary(word)!.weight;
  expect(rarity('fjord')).toBeLessThan(rarity('parka'));
  expect(rarity('unheardof')).toBe(1);
  expect(rarity('sale')).toBeLessThan(rarity('parka') + 0.2);
});
