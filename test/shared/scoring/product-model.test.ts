import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { offerText, rarityIn } from '#shared/scoring/offer-text.ts';
import { PRODUCT_FEATURES, productFeatures } from '#shared/scoring/product-features.ts';
import { matchCatalogue, productProbability } from '#shared/scoring/product-model.ts';

const NAMES = ['Fjord Parka', 'Havn Bottle 500 ml', 'Fjell Daypack 22 l', 'Fjord Rain Jacket', 'Havn Bottle 750 ml'];
const BRAND = new Set(['nordhavn']);
const rarity = rarityIn(NAMES);
const catalogue = NAMES.map((name) => offerText(name, rarity, BRAND));

const match = (title: string) =>
  matchCatalogue(offerText(title, rarity, BRAND), catalogue).map(({ index, probability }) => ({
    name: NAMES[index]!,
    probability,
  }));

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

  test.each(['summer dress floral', 'Case for bottle', ''])('%j offers none', (title) => {
    for (const { probability } of match(title)) expect(probability).toBeLessThan(0.3);
  });

  test('two sizes that fit equally well share the doubt', () => {
    const [first, second] = match('Nordhavn bottle');
    expect(first!.probability).toBeCloseTo(second!.probability, 10);
    expect(first!.probability).toBeLessThan(0.6);
  });

  test('stuffing a title with ordinary words does not hide the product', () => {
    const stuffed = 'new hot sale free shipping Fjord Parka women men size M winter warm jacket outdoor hiking gift';
    expect(match(stuffed)[0]).toMatchObject({ name: 'Fjord Parka' });
    expect(match(stuffed)[0]!.probability).toBeGreaterThan(0.5);
  });

  test('an article number decides where names do not', () => {
    const coded = ['Sealed Bearing KX4410', 'Sealed Bearing KX4420'];
    const texts = coded.map((name) => offerText(name, rarityIn(coded)));
    const matches = matchCatalogue(offerText('bearing kx-4420 sealed', rarityIn(coded)), texts);
    expect(matches[0]!.index).toBe(1);
    expect(matches[0]!.probability).toBeGreaterThan(0.9);
    expect(matches[1]!.probability).toBeLessThan(0.4);
  });

  test('any text gives features in range and a probability, in bounded time', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom('a1b2 '.repeat(400), 'x'.repeat(2000), '1 '.repeat(1000)),
    );
    fc.assert(
      fc.property(text, text, fc.double({ min: 0, max: 1, noNaN: true }), (title, product, rival) => {
        const features = productFeatures(offerText(title, rarity), offerText(product, rarity), rival);
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
    const reversed = matchCatalogue(offerText('nordhavn fjord jacket', rarity, BRAND), catalogue.toReversed()).map(
      ({ index, probability }) => ({ name: NAMES.toReversed()[index]!, probability }),
    );
    const sorted = (list: { name: string }[]) => list.toSorted((a, b) => a.name.localeCompare(b.name));
    expect(sorted(reversed)).toEqual(sorted(match('nordhavn fjord jacket')));
  });
});

test('a word that many products carry tells less than one that few carry', () => {
  expect(rarity('fjord')).toBeLessThan(rarity('parka'));
  expect(rarity('unheardof')).toBe(1);
  expect(rarity('sale')).toBeLessThan(rarity('parka') + 0.2);
});
