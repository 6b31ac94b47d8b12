import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { currencyIn, machineAmount, parsePrice, parsePriceRange } from '#shared/extraction/price.ts';
import { priceFigures } from '#test/pages/price-table.ts';
import { corpusIsThere } from '../../support/corpus.ts';

const money = (amountMinor: number, currency: string) => ({ amountMinor, currency });

describe('a price in page text', () => {
  test.each([
    ['EUR 164,00', undefined, 16400, 'EUR'],
    ['1.234,56 €', undefined, 123456, 'EUR'],
    ['1 234,56 zł', undefined, 123456, 'PLN'],
    ['1 234,56 Kč', undefined, 123456, 'CZK'],
    ['$1,299', undefined, 129900, 'USD'],
    ['US $1.98', undefined, 198, 'USD'],
    ['C$5.95', undefined, 595, 'CAD'],
    ['AU $1,175', undefined, 117500, 'AUD'],
    ['$12.00', 'AUD', 1200, 'AUD'],
    ['R$ 1.139,99', undefined, 113999, 'BRL'],
    ['₹1,49,999', undefined, 14999900, 'INR'],
    ['Rs. 1,599.00', 'PKR', 159900, 'PKR'],
    ['3,858 円', undefined, 3858, 'JPY'],
    ['￥１２，８００', 'JPY', 12800, 'JPY'],
    ['¥ 259.00', 'CNY', 25900, 'CNY'],
    ['22000.00元/台', undefined, 2200000, 'CNY'],
    ['12,000원', undefined, 12000, 'KRW'],
    ['1.198,- kr', 'DKK', 119800, 'DKK'],
    ['15 130 ₽', undefined, 1513000, 'RUB'],
    ['41.90 TL', undefined, 4190, 'TRY'],
    ['1.800.000₫', undefined, 1800000, 'VND'],
    ['١٢٬٥٠٠٫٧٥ ر.س', undefined, 1250075, 'SAR'],
    ['423.923 KD', undefined, 423923, 'KWD'],
    ["CHF 1'049,95", undefined, 104995, 'CHF'],
    ['12€50', undefined, 1250, 'EUR'],
    ['3 Ausgaben für nur 14,85 EUR', undefined, 1485, 'EUR'],
    ['$76.50 $99.00 -23%', undefined, 7650, 'USD'],
    ['1299', 'EUR', 129900, 'EUR'],
  ] as const)('%s (hint %s)', (text, currency, amountMinor, expected) => {
    expect(parsePrice(text, { currency })).toEqual(money(amountMinor, expected));
  });

  test.each(['Free!', 'Sold out', '-30 %', '15.08.2017', '', 'EUR', '1299'])('%s is none', (text) => {
    expect(parsePrice(text)).toBeNull();
  });

  test('a clear sign wins over the hint, the hint over the locale', () => {
    expect(parsePrice('£5', { currency: 'USD' })).toEqual(money(500, 'GBP'));
    expect(parsePrice('5 kr', { currency: 'NOK', locale: 'da-DK' })).toEqual(money(500, 'NOK'));
    expect(parsePrice('5 kr', { locale: 'da-DK' })).toEqual(money(500, 'DKK'));
    expect(currencyIn('AU $')).toBe('AUD');
  });

  test('machine decimals keep their point', () => {
    expect(machineAmount('1299.000', 'EUR')).toEqual(money(129900, 'EUR'));
    expect(machineAmount('1.299,00', 'EUR')).toBeNull();
  });
});

describe('a price range', () => {
  test.each([
    ['$9.99 to $13.99', 999, 1399, 'USD'],
    ['EUR 2,99 bis EUR 7,99', 299, 799, 'EUR'],
    ['3,858 円 ～ 13,507 円', 3858, 13507, 'JPY'],
    ['From 26 to 50 €', 2600, 5000, 'EUR'],
    ['¥12-35', 12, 35, 'JPY'],
  ])('%s', (text, low, high, currency) => {
    expect(parsePriceRange(text)).toEqual({ low: money(low, currency), high: money(high, currency) });
  });

  test('a struck-out price is no upper end', () => {
    expect(parsePriceRange('€89 €129')).toEqual({ low: money(8900, 'EUR') });
  });
});

test('any text gives money in whole minor units, or none', () => {
  const noisy = fc
    .array(
      fc.oneof(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('$', '€', 'kr', '¥', 'Rs.', '1,234', '.', ',', '-', '٣', '９', ' ', '%'),
      ),
    )
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(noisy, fc.constantFrom(undefined, 'JPY', 'EUR', 'KWD'), (text, currency) => {
      const range = parsePriceRange(text, { currency });
      if (range === null) return;
      expect(Number.isSafeInteger(range.low.amountMinor) && range.low.amountMinor >= 0).toBe(true);
      expect(range.low.currency).toMatch(/^[A-Z]{3}$/);
      if (range.high) expect(range.high.amountMinor).toBeGreaterThan(range.low.amountMinor);
    }),
  );
});

test('an amount written the German or the English way reads back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e10 }), fc.constantFrom('de-DE', 'en-US', 'en-IN'), (cents, locale) => {
      const text = (cents / 100).toLocaleString(locale, { minimumFractionDigits: 2 });
      expect(parsePrice(`${text} EUR`)).toEqual(money(cents, 'EUR'));
    }),
  );
});

describe.skipIf(!corpusIsThere)('1,185 price strings from real shops', () => {
  test('at least 97 % of those with an expected amount', () => {
    const { expected, read, misses } = priceFigures();
    const lines = misses.map(
      (miss) => `${JSON.stringify(miss.text)}: ${miss.expected} read as ${miss.read} (${miss.reason})`,
    );
    console.log(`price strings: ${read}/${expected} read; misses:\n${lines.join('\n')}`);
    expect(expected).toBeGreaterThan(800);
    expect(read / expected).toBeGreaterThanOrEqual(0.97);
  });
});
