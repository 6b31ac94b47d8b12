import { expect, test } from 'vitest';
import { buildCatalogue } from '#infra/local/bazaar/catalogue.ts';
import { inventedCast } from '#infra/local/bazaar/invented-cast.ts';
import { ALL_SELLERS, SAMPLE_CAST } from '#infra/local/bazaar/sellers.ts';

const idsOf = (seed: string) => Object.values(inventedCast(seed)).flatMap((role) => role.map(({ id }) => id));
const authorised = SAMPLE_CAST.authorised.map(({ id }) => id);

test('two seeds share no seller but the authorised ones, and neither shares one with the sample', () => {
  const seen = new Set(ALL_SELLERS.map(({ id }) => id));
  for (const seed of ['1', '2', '3', '4', '5', '6', '7', '8']) {
    const own = idsOf(seed).filter((id) => !authorised.includes(id));
    expect(new Set(own).size).toBe(own.length);
    expect(own.filter((id) => seen.has(id))).toEqual([]);
    for (const id of own) seen.add(id);
  }
  expect(inventedCast('1')).toEqual(inventedCast('1'));
});

test('a shop with another cast has the same kinds of offers, all from that cast', () => {
  const cast = inventedCast('9');
  const known = new Set(idsOf('9'));
  const [own, sample] = [buildCatalogue('9', cast), buildCatalogue('9')];
  const kinds = (stock: typeof own) => stock.map(({ truth }) => truth.kind).toSorted();
  expect(kinds(own)).toEqual(kinds(sample));
  expect(own.filter(({ offer }) => !known.has(offer.sellerId))).toEqual([]);
});

test('nothing that a page shows of a seller tells a counterfeiter for sure', () => {
  const casts = Array.from({ length: 20 }, (_, i) => inventedCast(String(i)));
  const ages = (role: 'rings' | 'privates') =>
    casts.flatMap((cast) => cast[role].map((seller) => seller.memberForDays));
  expect(Math.max(...ages('rings'))).toBeGreaterThan(1000);
  expect(Math.min(...ages('privates'))).toBeLessThan(100);
});
