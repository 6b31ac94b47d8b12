import { expect, test } from 'vitest';
import { lowPrice } from '#shared/signals/low-price.ts';
import { aBrand } from '../../support/builders.ts';
import { evidenceOf, someFacts } from '../../support/facts.ts';

const JACKETS = [
  { sku: 'S-1', name: 'Fjeld Jacket', price: { amount: 349, currency: 'EUR' } },
  { sku: 'S-2', name: 'Skagen Jacket', price: { amount: 219, currency: 'EUR' } },
  { sku: 'S-3', name: 'Tind Jacket', price: { amount: 429, currency: 'EUR' } },
];

test.each([[JACKETS], [JACKETS.toReversed()]])('of goods that fit a title alike the cheapest is named', (products) => {
  const brand = aBrand({ fingerprint: { ...aBrand().fingerprint, products } });
  const facts = someFacts({ title: 'جاكيت نوردهافن', price: { amountMinor: 3900, currency: 'EUR' } }, { brand });
  expect(evidenceOf(lowPrice, facts)).toBe(
    "Asked EUR 39.00; the brand's goods of this kind, such as the Skagen Jacket, sell for EUR 219.00 (18 %).",
  );
});
