import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asPrice } from '#shared/extraction/listing-fields.ts';
import { openPage } from '#shared/extraction/page-document.ts';
import { machineAmount, parsePrice, parsePriceRange } from '#shared/extraction/price.ts';
import { firstOf, text } from '#shared/extraction/rule.ts';
import { priceOf } from '#shared/extraction/schema-node.ts';

const money = (amountMinor: number, currency: string) => ({ amountMinor, currency });

describe('a point that parts thousands in machine data', () => {
  test.each(['CLP', 'VND', 'PYG', 'ISK'])('%s has no cents: "339.990" is 339,990', (currency) => {
    expect(machineAmount('339.990', currency)).toEqual(money(339_990, currency));
  });

  test.each(['IDR', 'COP', 'HUF', 'ARS'])('%s hardly uses its cents: so it is there', (currency) => {
    expect(machineAmount('339.990', currency)).toEqual(money(33_999_000, currency));
    expect(machineAmount('339990.00', currency)).toEqual(money(33_999_000, currency));
  });

  test('a price of JSON-LD that lost its last zero as a number is read as it was meant', () => {
    expect(priceOf({ offers: { price: 339.99, priceCurrency: 'CLP' } }, {})).toEqual({ low: money(339_990, 'CLP') });
    expect(priceOf({ offers: { price: '339.990', priceCurrency: 'CLP' } }, {})).toEqual({ low: money(339_990, 'CLP') });
    expect(priceOf({ offers: { price: 339.99, priceCurrency: 'EUR' } }, {})).toEqual({ low: money(33_999, 'EUR') });
  });

  test('in currencies with cents and behind a longer number the point stays decimal', () => {
    expect(machineAmount('1299.000', 'EUR')).toEqual(money(129_900, 'EUR'));
    expect(machineAmount('1299.000', 'CLP')).toEqual(money(1299, 'CLP'));
    expect(machineAmount('12.500', 'KWD')).toEqual(money(12_500, 'KWD'));
  });

  test('whatever is grouped by points reads back in a currency without cents', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: 999_999 }), fc.constantFrom('CLP', 'VND', 'ISK'), (amount, currency) => {
        expect(machineAmount(amount.toLocaleString('de-DE'), currency)).toEqual(money(amount, currency));
      }),
    );
  });
});

function priceIn(html: string, selector = 'p', currency?: string) {
  const doc = openPage({ url: 'https://shop.example/', status: 200, body: html });
  if ('hostile' in doc) throw new Error(doc.hostile);
  const scope = { doc, element: doc.root, item: undefined };
  return firstOf(text(selector), scope, (found) => asPrice(found, { currency }))?.value.low;
}

describe('cents that are set high', () => {
  test.each([
    ['<p>68<sup>50</sup> €</p>', 6850, 'EUR'],
    ['<p>1.348<sup>99</sup> Lei</p>', 134_899, 'RON'],
    ['<p>$1,348<sup>99</sup></p>', 134_899, 'USD'],
    ['<p>68 <sup>50</sup> €</p>', 6850, 'EUR'],
    ['<p><span>68</span><span class="price-cents">50</span> €</p>', 6850, 'EUR'],
    ['<p>68⁵⁰ €</p>', 6850, 'EUR'],
    ['<p>68,<sup>50</sup> €</p>', 6850, 'EUR'],
  ] as const)('%s', (html, amountMinor, currency) => {
    expect(priceIn(html)).toEqual(money(amountMinor, currency));
  });

  test('a footnote mark is no cents', () => {
    expect(priceIn('<p>68 €<sup>1</sup></p>')).toEqual(money(6800, 'EUR'));
  });
});

describe('scale words', () => {
  test.each([
    ['1.28万', 'CNY', 1_280_000],
    ['1万2,800円', 'JPY', 12_800],
    ['3만 5,000원', 'KRW', 35_000],
    ['Rp1,2 jt', 'IDR', 120_000_000],
    ['Rp 50rb', 'IDR', 5_000_000],
    ['$1.2K', 'USD', 120_000],
    ['3.5 lakh', 'INR', 35_000_000],
    ['2,5 triệu ₫', 'VND', 2_500_000],
    ['1,5 тыс. ₽', 'RUB', 150_000],
    ['12 Kč', 'CZK', 1200],
    ['1.198,- kr', 'DKK', 119_800],
  ] as const)('%s', (written, currency, amountMinor) => {
    expect(parsePrice(written, { currency })).toEqual(money(amountMinor, currency));
  });
});

describe('prices that nobody pays', () => {
  test.each([
    [[{ price: 349, priceType: 'https://schema.org/ListPrice' }, { price: 59 }], 5900],
    [{ priceSpecification: [{ priceType: 'https://schema.org/StrikethroughPrice', price: 349 }, { price: 59 }] }, 5900],
    [[{ name: 'List price', price: 349 }, { price: 59 }], 5900],
    [[{ price: '3.50/100 ml' }, { price: '34.90' }], 3490],
    [
      {
        priceSpecification: [
          { '@type': 'UnitPriceSpecification', price: 3.5, referenceQuantity: { value: 100, unitCode: 'MLT' } },
          { '@type': 'UnitPriceSpecification', price: 34.9 },
        ],
      },
      3490,
    ],
    [{ price: 59, priceSpecification: { priceType: 'ListPrice', price: 349 } }, 5900],
  ])('schema.org offers %j', (offers, amountMinor) => {
    expect(priceOf({ offers }, { currency: 'EUR' })?.low).toEqual(money(amountMinor, 'EUR'));
  });

  test.each([
    { price: 29, priceSpecification: { unitText: 'MONTH' } },
    { priceSpecification: { price: 29, unitCode: 'MON', billingIncrement: 1 } },
    { price: '29/month' },
  ])('a rate is no price: %j', (offers) => {
    expect(priceOf({ offers }, { currency: 'EUR' })).toBeUndefined();
  });

  test.each(['from 29/month', '29,99 € pro Monat', '€29.90 a month', '29 €/Monat', '3.50 €/100 ml', '12,90 €/kg'])(
    'in text: %s',
    (written) => {
      expect(parsePriceRange(written, { currency: 'EUR' })).toBeNull();
    },
  );

  test.each([
    ['UVP 349,00 € 59,00 €', 5900],
    ['Was €349 Now €59', 5900],
    ['3,50 €/100 ml 34,90 €', 3490],
    ['12x 29,90 € 299,00 €', 29_900],
    ['5,99 € / Stück', 599],
    ['18,50 € (2 new offers)', 1850],
  ] as const)('beside the one to pay: %s', (written, amountMinor) => {
    expect(parsePrice(written)).toEqual(money(amountMinor, 'EUR'));
  });

  test('the next element of the same selector is read when the first names none to pay', () => {
    expect(priceIn('<p>3,50 €/100 ml</p><p>34,90 €</p>')).toEqual(money(3490, 'EUR'));
    expect(priceIn('<p><s>349 €</s> <b>59 €</b></p>')).toEqual(money(5900, 'EUR'));
    expect(priceIn('<p><del>349 €</del></p>')).toEqual(money(34_900, 'EUR'));
  });
});
