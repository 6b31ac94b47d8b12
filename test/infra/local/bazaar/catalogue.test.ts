import { expect, test } from 'vitest';
import { buildCatalogue, sampleStock } from '#infra/local/bazaar/catalogue.ts';
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

test.each(['1', '7', '42', '2026'])(
  'seed %s: the shop of the sample has half of them, of every kind, with sellers of three counterfeits or more and some that come back',
  (seed) => {
    const [market, shop] = [buildCatalogue(seed), sampleStock(seed)];
    const kindsIn = (stock: typeof market) => new Set(stock.map(({ truth }) => truth.kind));
    expect(market).toEqual(expect.arrayContaining(shop));
    expect(shop.length / market.length).toBeGreaterThan(0.4);
    expect(shop.length / market.length).toBeLessThan(0.6);
    expect(kindsIn(shop)).toEqual(kindsIn(market));
    const fakes = shop.filter(({ truth }) => truth.counterfeit);
    const bySeller = Map.groupBy(fakes, ({ offer }) => offer.sellerId);
    expect([...bySeller.values()].filter((offers) => offers.length >= 3).length).toBeGreaterThanOrEqual(3);
    expect(fakes.filter(({ conduct }) => conduct.relistings > 0).length).toBeGreaterThanOrEqual(3);
    expect(fakes.filter(({ conduct }) => conduct.relistings === 0 && !conduct.raisesPrice).length).toBeGreaterThan(8);
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
