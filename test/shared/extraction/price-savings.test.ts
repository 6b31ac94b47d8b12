import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { majorAmount } from '#shared/domain/money.ts';
import { parsePriceRange } from '#shared/extraction/price.ts';

// What one saves, said before the price: "#" is the sum that is saved. Written by us, as shops of each country put it.

type Country = { currency: string; write: (amount: number) => string; savings: readonly string[] };

const COUNTRIES: readonly Country[] = [
  {
    currency: 'EUR',
    write: (amount) => `${amount},50 €`,
    savings: [
      ...['# sparen!', '# gespart', 'Sie sparen #', '# Ersparnis', '# Nachlass ·', '# Gutschein', '# Coupon', '-#'],
      ...['# Rabatt', 'Rabatt #', '# Sofortrabatt', '# günstiger', '# Cashback', 'Preisvorteil #', '# geschenkt'],
      ...[
        '# d’économie',
        '# économisés',
        '# de remise',
        '# offerts',
        'bon d’achat de #',
        '# moins cher',
        'Code promo #',
      ],
      ...['# de ahorro', '# menos', 'Te ahorras #', 'cupón de #', '# dto.', '# más barato', 'Ahorra hasta #'],
      ...['# di risparmio', 'Risparmi #', '# di sconto', 'Coupon da #', 'Buono da #', '# in meno'],
      ...[
        '# korting',
        '# voordeel',
        'Je bespaart #',
        '# goedkoper',
        '# alennus',
        'Säästät #',
        '# έκπτωση',
        'Κερδίζετε #',
      ],
    ],
  },
  {
    currency: 'USD',
    write: (amount) => `$${amount}.50`,
    savings: [
      ...['# savings', '# saved!', 'You save #', '# off', 'Extra # off', '# coupon', 'Clip # coupon', '# discount'],
      ...['# rebate', '# voucher applied', '# cheaper', 'Price drop: #', '# cash back', 'Save up to #!', '-#'],
    ],
  },
  {
    currency: 'BRL',
    write: (amount) => `R$ ${amount},50`,
    savings: ['# de desconto', 'Economize #', 'Cupom de #', '# OFF', '# de cashback', 'Poupe #'],
  },
  {
    currency: 'SEK',
    write: (amount) => `${amount} kr`,
    savings: ['# rabatt', 'Spara #', 'Du sparer #', '# billigare', '# besparelse', '# avslag', 'Spar #.'],
  },
  {
    currency: 'PLN',
    write: (amount) => `${amount} zł`,
    savings: ['# taniej', '# rabatu', 'Oszczędź #', 'Oszczędzasz #', 'kupon #', '# zniżki'],
  },
  {
    currency: 'CZK',
    write: (amount) => `${amount} Kč`,
    savings: ['# sleva', 'Ušetříte #', 'o # levněji', '# zpět', 'zľava #'],
  },
  { currency: 'HUF', write: (amount) => `${amount} Ft`, savings: ['# kedvezmény', 'Megtakarítás: #'] },
  { currency: 'RON', write: (amount) => `${amount} lei`, savings: ['# reducere', 'Economisești #'] },
  {
    currency: 'RUB',
    write: (amount) => `${amount} ₽`,
    savings: ['Скидка #', '# скидка', 'Выгода #', 'Кешбэк #', '# дешевле', 'Купон на #', 'Промокод #', '# экономии'],
  },
  { currency: 'TRY', write: (amount) => `${amount} TL`, savings: ['# indirim', '# kazanç', 'Kupon #', '# daha ucuz'] },
  { currency: 'VND', write: (amount) => `${amount}.000₫`, savings: ['giảm #', 'Tiết kiệm #', 'Voucher #'] },
  { currency: 'IDR', write: (amount) => `Rp${amount}.000`, savings: ['Diskon #', 'Hemat #', 'Potongan #'] },
  { currency: 'THB', write: (amount) => `฿${amount}`, savings: ['ลด #', 'ประหยัด #', 'ส่วนลด #', 'คูปอง #'] },
  {
    currency: 'CNY',
    write: (amount) => `${amount}元`,
    savings: ['立减#', '省#', '#券', '#优惠券', '优惠#', '减#', '返现#'],
  },
  {
    currency: 'JPY',
    write: (amount) => `${amount}円`,
    savings: ['#OFF', '#引き', '#お得', 'クーポン#', '#割引', '#オフ'],
  },
  { currency: 'KRW', write: (amount) => `${amount}원`, savings: ['# 할인', '할인 #', '쿠폰 #', '# 적립'] },
  { currency: 'SAR', write: (amount) => `${amount} ر.س`, savings: ['خصم #', 'وفر #', '# خصم'] },
  { currency: 'ILS', write: (amount) => `${amount} ₪`, savings: ['הנחה #', '# הנחה', 'חיסכון של #', 'קופון #'] },
  { currency: 'INR', write: (amount) => `₹${amount}`, savings: ['# off', '# की छूट', 'बचत #'] },
];

const read = (text: string, currency: string) => {
  const price = parsePriceRange(text, { currency });
  return price && majorAmount(price.low);
};

describe('a sum that is saved', () => {
  test.each(COUNTRIES.map((country) => [country.currency, country] as const))(
    'is no price, before it or behind it, in %s',
    (_, { currency, write, savings }) => {
      const sums = fc.record({ saved: fc.integer({ min: 5, max: 99 }), price: fc.integer({ min: 120, max: 899 }) });
      fc.assert(
        fc.property(fc.constantFrom(...savings), sums, fc.boolean(), (said, { saved, price }, isBehind) => {
          const saving = said.replace('#', write(saved));
          const text = isBehind ? `${write(price)} (${saving})` : `${saving} ${write(price)}`;
          expect(read(text, currency), text).toBe(read(write(price), currency));
        }),
        { numRuns: 60 },
      );
    },
  );

  test.each([
    ['20 % Rabatt 49 €', 'EUR'],
    ['50% de descuento 49 €', 'EUR'],
    ['-30% korting € 49', 'EUR'],
    ['30%割引 49円', 'JPY'],
    ['8折 ¥49', 'CNY'],
    ['优惠价¥49', 'CNY'],
    ['Precio con descuento 49 €', 'EUR'],
    ['with coupon $49', 'USD'],
    ['$49 with coupon', 'USD'],
    ['السعر بعد الخصم 49 ر.س', 'SAR'],
    ['ลดเหลือ ฿49', 'THB'],
    ['Rabatt! 49 €', 'EUR'],
    ['49 € Rabattaktion', 'EUR'],
    ['49 € Voordeelpak', 'EUR'],
    ['Fjeld Jacket - $49', 'USD'],
    ['-49 €', 'EUR'],
  ])('is not what "%s" names', (text, currency) => {
    expect(read(text, currency)).toBe(49);
  });

  test.each(['Gutschein 50 €', '50 € Rabatt', 'You save $50'])('is no price where nothing else stands: %s', (text) => {
    expect(read(text, 'EUR')).toBeNull();
  });
});
