import { describe, expect, it } from 'vitest';
import { schemaOrg } from '#shared/marketplaces/schema-org/schema-org.ts';

const read = (description: string, heading = 'Nordhavn Fjeld') =>
  schemaOrg.readListing({
    url: 'https://shop.example.tw/p/M220145.htm',
    status: 200,
    body: `<html><head><meta property="og:title" content="Nordhavn Fjeld | Shop"><meta property="og:description" content="${description}"></head><body><h1>${heading}</h1></body></html>`,
  }).listing;

describe('a price that stands only in the description for sharing', () => {
  it.each([
    ['直購價：$2320。防水', { amountMinor: 232000, currency: 'TWD' }],
    ['Warm and light. Price: €59.90. In stock', { amountMinor: 5990, currency: 'EUR' }],
    ['Preis: 1.259,00 € | Versand frei', { amountMinor: 125900, currency: 'EUR' }],
  ])('is read after its label: %s', (description, price) => {
    expect(read(description)?.price).toEqual(price);
  });

  it.each([
    ['Old price: €99'],
    ['Price: from €59'],
    ['Price: €59 – €99'],
    ['Preis: 12 €/kg'],
    ['特價：99元起'],
    ['Price: €59. Sale price: €49'],
    ['Price: 59'],
    ['Prices: €59'],
  ])('is not guessed from "%s"', (description) => {
    expect(read(description)).toBeNull();
  });

  it('counts only on a page about what its heading says', () => {
    expect(read('Price: €59', 'Jackets')).toBeNull();
  });
});
