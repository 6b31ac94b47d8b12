import { expect, test } from 'vitest';
import { buildCatalogue } from '#infra/local/bazaar/catalogue.ts';
import { ALL_SELLERS, AUTHORISED_SELLERS } from '#infra/local/bazaar/sellers.ts';

test('the same seed gives the same stock, another seed another', () => {
  expect(buildCatalogue('7')).toEqual(buildCatalogue('7'));
  expect(buildCatalogue('7')).not.toEqual(buildCatalogue('8'));
});

test.each(['1', '7', '42', '2026'])(
  'seed %s: some 260 listings with ids of their own, a fifth to a quarter of them counterfeit',
  (seed) => {
    const stock = buildCatalogue(seed);
    expect(stock.length).toBeGreaterThan(240);
    expect(new Set(stock.map(({ offer }) => offer.id)).size).toBe(stock.length);
    const share = stock.filter(({ truth }) => truth.counterfeit).length / stock.length;
    expect(share).toBeGreaterThan(0.2);
    expect(share).toBeLessThan(0.25);
    expect(stock.some(({ conduct }) => conduct.relistings > 0)).toBe(true);
  },
);

test('counterfeits come from several repeat sellers, none of them authorised', () => {
  const stock = buildCatalogue('7');
  const bySeller = Map.groupBy(
    stock.filter(({ truth }) => truth.counterfeit),
    ({ offer }) => offer.sellerId,
  );
  expect([...bySeller.values()].filter((offers) => offers.length >= 4).length).toBeGreaterThanOrEqual(5);
  for (const seller of AUTHORISED_SELLERS) expect(bySeller.has(seller.id)).toBe(false);
});

test('the hard cases are there: plausible counterfeits, and innocents as cheap as a counterfeit', () => {
  const kinds = new Set(buildCatalogue('7').map(({ truth }) => truth.kind));
  expect(kinds).toContain('plausible');
  expect(kinds).toContain('clearance');
  expect(kinds).toContain('second-hand-bargain');
  expect(kinds).toContain('inspired');
});

test('every offer has a seller that the shop knows, a price and a picture', () => {
  const known = new Set(ALL_SELLERS.map(({ id }) => id));
  expect(known.size).toBe(ALL_SELLERS.length);
  for (const { offer } of buildCatalogue('7')) {
    expect(known).toContain(offer.sellerId);
    expect(offer.priceMinor).toBeGreaterThan(0);
    expect(offer.pictures.length).toBeGreaterThan(0);
  }
});
