import { describe, expect, test } from 'vitest';
import type { SellerOffer } from '#shared/domain/seller-offer.ts';
import { scoreListing } from '#shared/scoring/score-listing.ts';
import { sellerOffers } from '#shared/signals/seller-offers.ts';
import { evidenceOf, NOW, signalValue, someFacts } from '../../support/facts.ts';

const offers = (count: number, own: Partial<SellerOffer> & { isFarBelow: boolean }, from = 1): SellerOffer[] =>
  Array.from({ length: count }, (_, i) => ({
    brandId: 'nordhavn',
    offerId: `${own.isFarBelow ? 'low' : 'fair'}-${from + i}`,
    at: NOW.toISOString(),
    product: `Product ${from + i}`,
    ...own,
  }));
const low = (count: number, own: Partial<SellerOffer> = {}) => offers(count, { isFarBelow: true, ...own });
const fair = (count: number) => offers(count, { isFarBelow: false }, 50);
const valueFor = (...others: SellerOffer[]) => signalValue(sellerOffers, someFacts({}, { sellerOffers: others }));
const wordsFor = (...others: SellerOffer[]) => evidenceOf(sellerOffers, someFacts({}, { sellerOffers: others }));

describe("the seller's other offers", () => {
  test('grow into a sign with every product far below its price', () => {
    const values = [1, 2, 4, 8, 40].map((count) => valueFor(...low(count))!);
    expect(values).toEqual(values.toSorted((a, b) => a - b));
    expect(values[0]).toBeLessThan(0.4);
    expect(values[2]).toBeGreaterThan(0.6);
    expect(values[4]).toBeLessThan(1);
  });

  test('of which as many stand at a fair price are a clearance, and never speak for the seller', () => {
    expect(valueFor(...low(3), ...fair(3))).toBe(0);
    expect(valueFor(...fair(9))).toBe(0);
  });

  test('say of ten sizes of one product what they say of one', () => {
    expect(valueFor(...low(10, { product: 'Fjord Parka' }))).toBe(valueFor(...low(1)));
  });

  test('of goods of another brand of the owner are further products', () => {
    const skarv = low(1, { brandId: 'skarv', product: 'Product 1' });
    expect(valueFor(...low(1), ...skarv)).toBe(valueFor(...low(2)));
  });

  test('are told with how many there are, and in how many products, brands and pictures', () => {
    expect(wordsFor(...low(3), ...low(1, { brandId: 'skarv', showsOwnPicture: true }), ...fair(1))).toBe(
      "4 of the 5 other offers known of this seller stand at a third of the genuine price or less (4 products, 2 brands, 1 with the brand's own picture).",
    );
    expect(wordsFor(...low(1), ...fair(1))).toBe(
      '1 of the 2 other offers known of this seller stands at a third of the genuine price or less.',
    );
    expect(wordsFor(...low(1))).toBe(
      'The one other offer known of this seller stands at a third of the genuine price or less.',
    );
    expect(wordsFor(...fair(1))).toBe(
      'The one other offer known of this seller does not stand at a third of the genuine price or less.',
    );
    expect(wordsFor(...fair(2))).toBe(
      'None of the 2 other offers known of this seller stands at a third of the genuine price or less.',
    );
  });

  test('say nothing where none are known, in either direction', () => {
    expect(valueFor()).toBeNull();
    expect(signalValue(sellerOffers, someFacts())).toBeNull();
    expect(sellerOffers.bounds(someFacts({}, { sellerOffers: [] }))).toEqual([0, 0]);
    expect(sellerOffers.bounds(someFacts())).toEqual([0, 1]);
  });

  test('bring no offer at a fair price before a person by themselves, and send no notice beside the price', () => {
    const judged = (amountMinor: number) =>
      scoreListing(
        someFacts(
          { title: 'Nordhavn Fjord Parka', price: { amountMinor, currency: 'EUR' } },
          { sellerOffers: low(40, { showsOwnPicture: true }) },
        ),
      );
    expect(judged(29_900).decision).toBe('ignore');
    expect(judged(3900).decision).toBe('review');
  });

  test('count for less beside the name of an accessory', () => {
    const accessory = scoreListing(
      someFacts({ title: 'Zipper for Nordhavn parka' }, { sellerOffers: low(40) }),
    ).signals.find(({ id }) => id === 'reference-use');
    expect(accessory!.contribution).toBeLessThan(-1);
  });
});
