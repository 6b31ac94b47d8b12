import { describe, expect, test } from 'vitest';
import { lowPrice } from '#shared/signals/low-price.ts';
import { aBrand } from '../../support/builders.ts';
import { evidenceOf, signalValue, someFacts } from '../../support/facts.ts';

const PRODUCTS = [
  { sku: 'S-1', name: 'Fjord Parka', price: { amount: 299, currency: 'EUR' } },
  { sku: 'S-2', name: 'Skog Watch', price: { amount: 180, currency: 'EUR' } },
  { sku: 'S-3', name: 'Vind Jacket', price: { amount: 240, currency: 'EUR' } },
];
const brand = aBrand({ fingerprint: { ...aBrand().fingerprint, products: PRODUCTS } });
const facts = (title: string, euros: number) =>
  someFacts({ title, price: { amountMinor: euros * 100, currency: 'EUR' } }, { brand });
const value = (title: string, euros: number) => signalValue(lowPrice, facts(title, euros)) ?? 0;

describe('a title that names no goods that are known', () => {
  test('is held against the cheapest of all goods of the brand', () => {
    expect(evidenceOf(lowPrice, facts('Nordhavn original 2026', 45))).toBe(
      "Asked EUR 45.00; the brand's known goods, the cheapest being the Skog Watch, sell for EUR 180.00 (25 %).",
    );
    expect(value('Nordhavn original 2026', 45)).toBeGreaterThan(0.3);
    expect(value('Nordhavn original 2026', 90)).toBeLessThan(0.1);
  });

  test('may name a small thing in a word that no list has, where it costs no more than one', () => {
    expect(value('Nordhavn kwidzel', 25)).toBeLessThan(0.2);
    expect(value('Nordhavn kwidzel', 40)).toBeGreaterThan(0.3);
  });

  test('not where the name is one letter off, which another firm may have', () => {
    expect(value('Nordhaven linseed oil', 40)).toBe(0);
    expect(value('Norchavn original 2026', 45)).toBe(0);
  });

  test('not where it names other goods, a part, or is no sale', () => {
    for (const title of ['Nordhavn teapot', 'Nordhavn zipper', 'Nordhavn voucher', 'Nordhavn चाय'])
      expect(value(title, 40), title).toBe(0);
  });

  test('a trinket that costs more than one is on the goods', () => {
    expect(value('Nordhavn Fjord Parka, custom stickers', 70)).toBeGreaterThan(0.3);
    expect(value('Nordhavn stickers', 70)).toBeGreaterThan(0);
    expect(value('Nordhavn stickers', 20)).toBe(0);
  });
});
