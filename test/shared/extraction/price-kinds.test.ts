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

  test('a string that lost its last zero is read so too', () => {
    expect(machineAmount('339.99', 'CLP')).toEqual(money(339_990, 'CLP'));
    expect(machineAmount('339.99', 'IDR')).toEqual(money(33_999_000, 'IDR'));
    expect(machineAmount('339.99', 'HUF')).toEqual(money(33_999, 'HUF'));
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
    ['50 Cent', 'EUR', 50],
    ['99¢', 'USD', 99],
    ['2 แสนบาท', 'THB', 20_000_000],
    ['₹2.5L', 'INR', 25_000_000],
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

  test.each([
    'from 29/month',
    '29,99 € pro Monat',
    '€29.90 a month',
    '29 €/Monat',
    '3.50 €/100 ml',
    '12,90 €/kg',
    '29 € per month for 12 months',
  ])('in text: %s', (written) => {
    expect(parsePriceRange(written, { currency: 'EUR' })).toBeNull();
  });

  test.each([
    ['UVP 349,00 € 59,00 €', 5900],
    ['Was €349 Now €59', 5900],
    ['3,50 €/100 ml 34,90 €', 3490],
    ['12x 29,90 € 299,00 €', 29_900],
    ['5,99 € / Stück', 599],
    ['Prix de vente conseillé 349 € 59 €', 5900],
    ['49 euros et 90 centimes', 4990],
    ['49 Euro 90', 4990],
    ['24 Monate Garantie, 49 €', 4900],
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

describe('of several amounts in a text, the one to pay', () => {
  test.each([
    ['Save £7.01 £12.99', 1299, 'GBP'],
    ['$20 off $59.99', 5999, 'USD'],
    ['Coupon: -$5.00 $54.00', 5400, 'USD'],
    ['with coupon $54.00', 5400, 'USD'],
    ['39,00 € Rabatt: 10,00 €', 3900, 'EUR'],
    ['zzgl. Versand 4,99 € 29,99 €', 2999, 'EUR'],
    ['Shipping: $5.00 Price: $29.99', 2999, 'USD'],
    ['Free shipping over $50 $29.99', 2999, 'USD'],
    ['Free shipping $29.99', 2999, 'USD'],
    ['送料 800円 12,800円', 12_800, 'JPY'],
    ['送料無料 12,800円', 12_800, 'JPY'],
    ['24,99€ HT 29,99€ TTC', 2999, 'EUR'],
    ['29,99€ TTC (24,99€ HT)', 2999, 'EUR'],
    ['ex VAT £10.00 inc VAT £12.00', 1200, 'GBP'],
    ['£12.00 inc VAT £10.00 ex VAT', 1200, 'GBP'],
    ['£10.00 ex VAT', 1000, 'GBP'],
    ['11,636円（税込12,800円）', 12_800, 'JPY'],
    ['12,800円（税込） 15,000円', 12_800, 'JPY'],
    ['29,99 € inkl. MwSt. 4,90 € Versand', 2999, 'EUR'],
    ['3 Raten à 19,67 € 59,00 €', 5900, 'EUR'],
    ['4 cuotas de $14.750 $59.000', 59_000, 'CLP'],
    ['3x sans frais 19,67 € 59,00 €', 5900, 'EUR'],
    ['4 interest-free payments of $14.75', 1475, 'USD'],
    ['Niedrigster Preis der letzten 30 Tage: 20,00 € 29,99 €', 2999, 'EUR'],
    ['Najniższa cena z 30 dni: 20,00 zł 29,99 zł', 2999, 'PLN'],
    ['Ursprünglicher Preis war: 59,00 € Aktueller Preis ist: 39,00 €.', 3900, 'EUR'],
    ['Le prix initial était : 59,00 €. Le prix actuel est : 39,00 €.', 3900, 'EUR'],
    ['De: R$ 59,90 Por: R$ 39,90', 3990, 'BRL'],
    ['$0.25/ounce $7.50', 750, 'USD'],
    ['1 Stück = 1,50 € 34,90 €', 3490, 'EUR'],
    ['$5.99 500+ sold', 599, 'USD'],
    ['月销 2.5万 ¥59', 5900, 'CNY'],
    ['29 €99', 2999, 'EUR'],
    ['€50 €30', 5000, 'EUR'],
    ['MRP ₹2,999 ₹1,499', 149_900, 'INR'],
    ['Listenpreis 19,90 € 12,90 €', 1290, 'EUR'],
    ['Typical price: $19.90 $12.90', 1290, 'USD'],
    ['PVPR 19,90 € 12,90 €', 1290, 'EUR'],
    ['メーカー希望小売価格 1,990円 1,290円', 1290, 'JPY'],
    ['소비자가 19,900원 판매가 12,900원', 12_900, 'KRW'],
    ['Piyasa fiyatı 1.990 TL 1.290 TL', 129_000, 'TRY'],
    ['السعر الأصلي 199 ر.س السعر الحالي 129 ر.س', 12_900, 'SAR'],
    ['מחיר רגיל 199 ₪ מחיר מבצע 129 ₪', 12_900, 'ILS'],
    ['$19.90 Now $12.90', 1290, 'USD'],
    ['19,90 € Verkaufspreis 12,90 €', 1290, 'EUR'],
    ['Buy now $19.90 $12.90', 1990, 'USD'],
    ['50% 39,900원 19,950원', 19_950, 'KRW'],
    ['−20 % 50,00 € 40,00 €', 4000, 'EUR'],
    ['5 % Cashback 50,00 € 40,00 €', 5000, 'EUR'],
    ['0,43 € / Waschladung 12,90 €', 1290, 'EUR'],
    ['£0.43 each £12.90 pack of 30', 1290, 'GBP'],
    ['£0.43 each', 43, 'GBP'],
    ['129k', 129_000, 'VND'],
    ['129 nghìn', 129_000, 'VND'],
    ['129 ngàn đồng', 129_000, 'VND'],
    ['1tr290', 1_290_000, 'VND'],
    ['1tr2', 1_200_000, 'VND'],
  ] as const)('%s', (written, amountMinor, currency) => {
    expect(parsePrice(written, { currency })).toEqual(money(amountMinor, currency));
  });

  test.each(['You save $20.00', '+ 4,99 € Versand', '月額 980円', '$29 per night', '- 10 € Rabatt'])(
    'none is, in: %s',
    (written) => {
      expect(parsePrice(written)).toBeNull();
    },
  );
});

test.each([
  ['$12.90 AUD', undefined, 'AUD'],
  ['MXN $1,299.00', undefined, 'MXN'],
  ['$1,299.00 MXN', 'USD', 'MXN'],
  ['CDN$ 12.90', undefined, 'CAD'],
  ['979.00 Dhs', 'MAD', 'MAD'],
  ['979.00 Dhs', undefined, 'AED'],
  ['£50 EUR 30', undefined, 'GBP'],
  ['￥59.90', undefined, 'CNY'],
  ['￥5990', undefined, 'JPY'],
  ['￥59.90', 'JPY', 'JPY'],
] as const)('the currency of "%s" on a page that trades in %s is %s', (written, currency, expected) => {
  expect(parsePrice(written, { currency })?.currency).toBe(expected);
});

test('a label of the old price never makes it the one to pay, wherever the new one stands', () => {
  const old = fc.constantFrom(
    'was',
    'List price:',
    'UVP',
    'Prix conseillé',
    'Precio habitual',
    'Cena katalogowa',
    '定価',
    '정가',
  );
  const now = fc.constantFrom(
    '',
    'now',
    'Sale price',
    'Sonderpreis',
    'Prix soldé',
    'Precio de oferta',
    'Cena promocyjna',
    '特価',
  );
  fc.assert(
    fc.property(
      old,
      now,
      fc.integer({ min: 101, max: 9999 }),
      fc.nat(100),
      fc.boolean(),
      (was, is, full, cut, first) => {
        const [high, low] = [`${was} ${full},00 €`, `${is} ${full - cut},00 €`];
        const written = first ? `${high} ${low}` : `${low} ${high}`;
        expect(parsePrice(written)).toEqual(money((full - cut) * 100, 'EUR'));
      },
    ),
  );
});

describe('an amount that only some pay, or nobody', () => {
  test.each([
    ['PVP 79 € 49 €', 4900, 'EUR'],
    ['PVP 79 €', 7900, 'EUR'],
    ['Medlemspris 2 799:- | Ord. pris 3 299:- | 2 999:-', 299_900, 'SEK'],
    ['Medlemspris 2 799:- | Ord. pris 3 299:-', 329_900, 'SEK'],
    ['Member price $49 $59', 5900, 'USD'],
    ['Prix membre 49 € | 59 €', 5900, 'EUR'],
    ['정가 23,880원 | 판매가 19,900원 | 쿠폰적용가 17,910원', 19_900, 'KRW'],
    ['会员价 ¥49 | ¥59', 5900, 'CNY'],
  ])('%s', (text, amountMinor, currency) => {
    expect(parsePrice(text, { locale: currency === 'SEK' ? 'sv' : 'zh' })).toEqual(money(amountMinor, currency));
  });

  test('a sum off right behind a price with thousands is none of its digits', () => {
    expect(parsePrice('¥2,500 500円引き')).toEqual(money(2500, 'JPY'));
    expect(parsePrice('12 345 678 ₽')).toEqual(money(1_234_567_800, 'RUB'));
  });

  test.each([
    ['₹ 4.25 लाख', 42_500_000],
    ['₹1.2 करोड़', 1_200_000_000],
    ['₹48 हज़ार', 4_800_000],
    ['₹ 3.5 লাখ', 35_000_000],
  ])('India writes its scale in words of many scripts: %s', (text, amountMinor) => {
    expect(parsePrice(text)).toEqual(money(amountMinor, 'INR'));
  });

  test('crowns are written by a dash for the cents', () => {
    expect(parsePrice('899:-', { locale: 'sv' })).toEqual(money(89_900, 'SEK'));
    expect(parsePrice('899:-', { locale: 'nb-NO' })).toEqual(money(89_900, 'NOK'));
    expect(parsePrice('899:-', { locale: 'de' })).toBeNull();
    expect(parsePrice('1 129:50', { locale: 'sv-SE' })).toEqual(money(112_950, 'SEK'));
    expect(parsePrice('20:14', { locale: 'de' })).toBeNull();
  });
});
