import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lowPrice } from '#shared/signals/low-price.ts';
import { aBrand } from '../../support/builders.ts';
import { evidenceOf, signalValue, someFacts } from '../../support/facts.ts';

const asked = (euros: number, extra: object = {}) =>
  someFacts({
    title: 'Nordhavn Fjord Parka',
    price: { amountMinor: Math.round(euros * 100), currency: 'EUR' },
    ...extra,
  });

describe('low price', () => {
  test('says what is asked, what the genuine one costs, and the share', () => {
    expect(evidenceOf(lowPrice, asked(39))).toBe(
      'Asked EUR 39.00; the genuine Fjord Parka sells for EUR 299.00 (13 %).',
    );
  });

  test('a fifth of the price is a full hit, an ordinary sale none', () => {
    expect(signalValue(lowPrice, asked(59))).toBeGreaterThan(0.95);
    expect(signalValue(lowPrice, asked(239))).toBe(0);
  });

  test('asking more never adds suspicion, and never takes any away', () => {
    fc.assert(
      fc.property(fc.integer({ min: 600, max: 100_000 }), fc.integer({ min: 600, max: 100_000 }), (a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        const lower = signalValue(lowPrice, asked(low / 100))!;
        const higher = signalValue(lowPrice, asked(high / 100))!;
        expect(lower).toBeGreaterThanOrEqual(higher);
        expect(higher).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test("an offer in a country's currency is compared with what the product costs there, of several with it the cheapest", () => {
    const parka = aBrand().fingerprint.products.find(({ name }) => name === 'Fjord Parka')!;
    const prices = [
      { country: 'NO', amount: 2499, currency: 'NOK' },
      { country: 'SJ', amount: 1999, currency: 'NOK' },
      { country: 'SE', amount: 9999, currency: 'SEK' },
    ];
    const brand = aBrand({ fingerprint: { ...aBrand().fingerprint, products: [{ ...parka, prices }] } });
    const facts = { ...asked(0, { price: { amountMinor: 39900, currency: 'NOK' } }), brand };
    expect(evidenceOf(lowPrice, facts)).toBe(
      'Asked NOK 399.00; the genuine Fjord Parka sells for NOK 1,999.00 (20 %).',
    );
  });

  test("what the brand's own outlets ask, and anything above it, is no reason; below it counts in full", () => {
    const parka = aBrand().fingerprint.products.find(({ name }) => name === 'Fjord Parka')!;
    const outletPrice = { amount: 89, currency: 'EUR' };
    const products = [{ ...parka, outletPrice }];
    const brand = aBrand({ fingerprint: { ...aBrand().fingerprint, products } });
    expect(signalValue(lowPrice, { ...asked(89), brand })).toBe(0);
    expect(signalValue(lowPrice, asked(89))).toBeGreaterThan(0.4);
    expect(signalValue(lowPrice, { ...asked(59), brand })).toBe(signalValue(lowPrice, asked(59)));
  });

  test('the present bid of an auction says nothing, whatever it is', () => {
    expect(signalValue(lowPrice, asked(8))).toBeGreaterThan(0.9);
    expect(signalValue(lowPrice, asked(8, { priceIsBid: true }))).toBeNull();
  });

  test.each([
    'Suche Nordhavn Fjord Parka',
    'Nordhavn Fjord Parka noleggio',
    'Nordhavn Fjord Parka zaliczka',
    'Nordhavn Fjord Parka raffle ticket',
    'Nordhavn Fjord Parka Startpreis',
    'Nordhavn Fjord Parka per month',
    'Nordhavn Fjord Parka レンタル',
  ])('what is asked is not the price of the goods: %s', (title) => {
    expect(signalValue(lowPrice, asked(8))).toBeGreaterThan(0.9);
    expect(signalValue(lowPrice, asked(8, { title }))).toBeNull();
  });

  test('a price that stands for none says nothing; a hundredth of a very dear thing is one', () => {
    for (const euros of [0.01, 1, 1.23, 5]) expect(signalValue(lowPrice, asked(euros))).toBeNull();
    const brand = aBrand({
      fingerprint: {
        names: ['Nordhavn'],
        products: [{ sku: 'W', name: 'Tind Chronograph Watch', price: { amount: 9000, currency: 'EUR' } }],
      },
    });
    const facts = someFacts(
      { title: 'Nordhavn Tind chronograph watch', price: { amountMinor: 9000, currency: 'EUR' } },
      { brand },
    );
    expect(signalValue(lowPrice, facts)).toBeGreaterThan(0.9);
  });

  test.each(['Nordhavn Fjord Parka kids 6-7 years', 'Nordhavn Fjord Parka Kinder 128', 'Nordhavn Fjord Parka детская'])(
    "a child's size costs less: %s",
    (title) => {
      expect(signalValue(lowPrice, asked(120, { title }))).toBe(0);
      expect(evidenceOf(lowPrice, asked(40, { title }))).toContain("offered as a child's size");
    },
  );

  test.each([
    'Nordhavn Fjord Parka 128',
    'Nordhavn Fjord Parka Gr. 104/110',
    'Nordhavn Fjord Parka 8 years',
    'Nordhavn Fjord Parka 24 mois',
    'Nordhavn Fjord Kinderparka',
  ])("a child's size costs less than an adult's: %s", (title) => {
    expect(signalValue(lowPrice, asked(100, { title }))).toBeLessThan(0.1);
    expect(evidenceOf(lowPrice, asked(70, { title }))).toContain("a child's size");
  });

  test.each([
    'Nordhavn Fjord Parka 2 years old',
    'Nordhavn Fjord Parka 2 years warranty',
    'Nordhavn Fjord Parka 100 % cotton',
    'Nordhavn Fjord Parka 80% down 20% feather',
    'Nordhavn Fjord Parka 98 % Baumwolle',
    'Nordhavn Fjord Parka down to -15C',
    'Nordhavn Fjord Parka one of a kind',
    'Nordhavn Fjord Parka 1990s 80s vintage',
    'Nordhavn Fjord Parka chest 116 length 74',
    'Nordhavn Fjord Parka EU 48',
    'Nordhavn Fjord Parka 46 48 50 52 54 56',
  ])('no child wears these: %s', (title) => expect(evidenceOf(lowPrice, asked(40, { title }))).not.toContain('child'));

  test('what is in a kilogram or a litre counts before what is in a spoonful', () => {
    const brand = aBrand({
      fingerprint: {
        names: ['Nordhavn'],
        products: [{ sku: 'W', name: 'Fjord Whey Powder 900 g', price: { amount: 60, currency: 'EUR' } }],
      },
    });
    const asking = (title: string) => someFacts({ title, price: { amountMinor: 900, currency: 'EUR' } }, { brand });
    expect(signalValue(lowPrice, asking('Nordhavn Fjord Whey Powder 24 g protein 1 kg'))).toBeGreaterThan(0.5);
    expect(evidenceOf(lowPrice, asking('Nordhavn Fjord Whey Powder 1 kg'))).not.toContain('for 900 g');
  });

  test('what a maker of toys makes is for children anyway', () => {
    const brand = aBrand({
      fingerprint: {
        names: ['Nordhavn'],
        products: [{ sku: 'K', name: 'Fjord Plush Bear', price: { amount: 50, currency: 'EUR' } }],
      },
    });
    const facts = someFacts(
      { title: 'Nordhavn Fjord kids bear', price: { amountMinor: 1000, currency: 'EUR' } },
      { brand },
    );
    expect(evidenceOf(lowPrice, facts)).not.toContain('child');
  });

  test('what is made for children has a price of its own', () => {
    const brand = aBrand({
      fingerprint: {
        names: ['Nordhavn'],
        products: [{ sku: 'K', name: 'Fjord Parka Kids', price: { amount: 150, currency: 'EUR' } }],
      },
    });
    const facts = someFacts(
      { title: 'Nordhavn Fjord Parka kids', price: { amountMinor: 3000, currency: 'EUR' } },
      { brand },
    );
    expect(signalValue(lowPrice, facts)).toBeGreaterThan(0.9);
  });

  describe('what is used up', () => {
    const brand = aBrand({
      fingerprint: {
        names: ['Nordhavn'],
        products: [
          { sku: 'P', name: 'Fjord Eau de Parfum 100 ml', price: { amount: 120, currency: 'EUR' } },
          { sku: 'B', name: 'Havn Bottle 750 ml', price: { amount: 40, currency: 'EUR' } },
        ],
      },
    });
    const offered = (title: string, euros: number) =>
      someFacts({ title, price: { amountMinor: euros * 100, currency: 'EUR' } }, { brand });

    test('is compared by what there is of it, and the evidence says so', () => {
      expect(signalValue(lowPrice, offered('Nordhavn Fjord Eau de Parfum 10 ml travel spray', 13))).toBe(0);
      expect(evidenceOf(lowPrice, offered('Nordhavn Fjord Eau de Parfum 50 ml', 12))).toBe(
        'Asked EUR 12.00 for 50 ml; the genuine Fjord Eau de Parfum 100 ml sells for EUR 120.00 for 100 ml (20 %).',
      );
    });

    test.each(['Nordhavn Fjord Eau de Parfum 100 ml + 10 ml', 'Nordhavn Fjord Eau de Parfum 90 ml'])(
      'in about its own size costs what it costs: %s',
      (title) => expect(evidenceOf(lowPrice, offered(title, 20))).toContain('(17 %)'),
    );

    test('a smaller bottle is no less of anything', () => {
      expect(signalValue(lowPrice, offered('Nordhavn Havn Bottle 350 ml', 8))).toBeGreaterThan(0.8);
    });
  });

  test('a lot is priced by the piece', () => {
    const lot = asked(900, { title: '50 pcs wholesale Nordhavn Fjord Parka' });
    expect(signalValue(lowPrice, lot)).toBeGreaterThan(0.9);
    expect(evidenceOf(lowPrice, lot)).toBe(
      'Asked EUR 900.00 for 50; the genuine Fjord Parka sells for EUR 299.00 each (6 %).',
    );
  });

  test('where no goods are named, a price that hardly any copy has is none of theirs', () => {
    expect(signalValue(lowPrice, asked(14, { title: 'Nordhavn Fjord wadding' }))).toBeNull();
    expect(signalValue(lowPrice, asked(14, { title: 'Nordhavn Fjord Parka' }))).toBeGreaterThan(0.9);
    expect(signalValue(lowPrice, asked(40, { title: 'Nordhavn Fjord wadding' }))).toBeGreaterThan(0.5);
  });

  test('a price of nothing is a missing price', () => {
    expect(signalValue(lowPrice, asked(0))).toBeNull();
  });

  test('other currencies are converted, and the evidence says so', () => {
    const facts = someFacts({ title: 'Nordhavn Fjord Parka', price: { amountMinor: 30_000, currency: 'CNY' } });
    expect(signalValue(lowPrice, facts)).toBeGreaterThan(0.9);
    expect(evidenceOf(lowPrice, facts)).toMatch(/CNY 300\.00 \(about EUR \d+\.\d\d\)/);
  });

  test('a currency without a rate says nothing', () => {
    expect(
      signalValue(lowPrice, someFacts({ title: 'Nordhavn Fjord Parka', price: { amountMinor: 5, currency: 'XAU' } })),
    ).toBeNull();
  });

  test.each([
    { condition: 'Pre-owned' },
    { title: 'Nordhavn Fjord Parka gebraucht' },
    { title: 'Nordhavn Fjord Parka 中古' },
  ])('used goods may cost a fraction: %o', (extra) => {
    expect(signalValue(lowPrice, asked(80, extra))).toBe(0);
    expect(signalValue(lowPrice, asked(45, extra))).toBeLessThan(0.25);
    expect(signalValue(lowPrice, asked(39, extra))).toBeLessThan(signalValue(lowPrice, asked(39))!);
  });

  test('among several likely products the cheapest is compared', () => {
    const brand = aBrand({
      fingerprint: {
        names: ['Nordhavn'],
        products: [
          { sku: 'A', name: 'Fjord Parka', price: { amount: 299, currency: 'EUR' } },
          { sku: 'B', name: 'Fjord Parka', price: { amount: 80, currency: 'EUR' } },
        ],
      },
    });
    expect(signalValue(lowPrice, { ...asked(70), brand })).toBe(0);
  });

  test('a pack of several costs as much as several, and the evidence says so', () => {
    const facts = (title: string, euros: number) =>
      someFacts({ title, price: { amountMinor: euros * 100, currency: 'EUR' } });
    const one = facts('Nordhavn Havn Bottle 500 ml', 39);
    const four = facts('Nordhavn Havn Bottle 500 ml, set of 4', 39);
    expect(signalValue(lowPrice, one)).toBe(0);
    expect(signalValue(lowPrice, four)).toBeGreaterThan(0.6);
    expect(evidenceOf(lowPrice, four)).toBe(
      'Asked EUR 39.00 for 4; the genuine Havn Bottle 500 ml sells for EUR 39.00 each (25 %).',
    );
  });

  test('one of a product that is sold by the pack may cost a part of the pack', () => {
    const brand = aBrand({
      fingerprint: {
        names: ['Nordhavn'],
        products: [{ sku: 'S', name: 'Tind Wool Socks 3-pack', price: { amount: 45, currency: 'EUR' } }],
      },
    });
    const asked15 = { price: { amountMinor: 1500, currency: 'EUR' } };
    expect(signalValue(lowPrice, someFacts({ title: 'Nordhavn Tind wool socks', ...asked15 }, { brand }))).toBe(0);
    expect(
      signalValue(lowPrice, someFacts({ title: 'Nordhavn Tind wool socks 3-pack', ...asked15 }, { brand })),
    ).toBeGreaterThan(0.5);
  });

  const parkas = aBrand({
    fingerprint: {
      names: ['Nordhavn'],
      products: ['Fjord Parka', 'Skagen Parka', 'Tind Parka'].map((name, i) => ({
        sku: name,
        name,
        price: { amount: 250 + 25 * i, currency: 'EUR' },
      })),
    },
  });
  const parka = (title: string, euros: number) =>
    someFacts({ title, price: { amountMinor: euros * 100, currency: 'EUR' } }, { brand: parkas });

  test('the pieces of a set are no units of it', () => {
    const product = { sku: 'N', name: 'Slott Building Set 870 pcs', price: { amount: 119, currency: 'EUR' } };
    const brand = aBrand({ fingerprint: { names: ['Nordhavn'], products: [product] } });
    const hit = (title: string, euros: number) =>
      signalValue(lowPrice, someFacts({ title, price: { amountMinor: 100 * euros, currency: 'EUR' } }, { brand })) ?? 0;
    for (const title of ['Nordhavn Slott Building Set', 'Nordhavn Slott Building Set 870 pcs']) {
      expect(hit(title, 18), title).toBeGreaterThan(0.9);
      expect(hit(title, 110), title).toBe(0);
    }
    expect(hit('20 pcs Nordhavn Slott Building Set', 360)).toBeGreaterThan(0.5);
  });

  test('a model that the fingerprint lacks is held against the goods of its kind, and counts less', () => {
    const unknown = signalValue(lowPrice, parka('Nordhavn Kystvejr parka', 29))!;
    expect(unknown).toBeGreaterThan(0.2);
    expect(unknown).toBeLessThan(signalValue(lowPrice, parka('Nordhavn Tind parka', 29))!);
    expect(signalValue(lowPrice, parka('Nordhavn Kystvejr parka', 200)) ?? 0).toBe(0);
  });

  test('goods of a kind are held against the cheapest of it that is known, the more so the more are known', () => {
    const jackets = (count: number) =>
      Array.from({ length: count }, (_, n) => ({
        sku: `J-${n}`,
        name: `${['Fjeld', 'Skagen', 'Tind', 'Vinter', 'Strand', 'Havn'][n]} Jacket`,
        price: { amount: 200 + 30 * n, currency: 'EUR' },
      }));
    const suspicion = (count: number, euros: number) => {
      const { fingerprint } = aBrand();
      const brand = aBrand({ fingerprint: { ...fingerprint, products: jackets(count) } });
      const title = 'Nordhavn windproof jacket, many colours';
      return signalValue(lowPrice, {
        ...someFacts({ title, price: { amountMinor: 100 * euros, currency: 'EUR' } }),
        brand,
      });
    };
    expect(suspicion(2, 40)!).toBeGreaterThan(suspicion(1, 40) ?? 0);
    expect(suspicion(6, 40)!).toBeGreaterThan(suspicion(2, 40)!);
    expect(suspicion(6, 150) ?? 0).toBeLessThan(0.1);
    // At the price of a part it may be one.
    expect(suspicion(6, 12) ?? 0).toBeLessThan(suspicion(6, 40)!);
  });

  describe('goods of a kind that costs about alike', () => {
    const { fingerprint } = aBrand();
    const priced = (name: string, amount: number) => ({ sku: name, name, price: { amount, currency: 'EUR' } });
    const products = [priced('Storm Jacket', 320), priced('Myr Down Parka', 480), priced('Lemming Kids Puffer', 120)];
    const brand = aBrand({ fingerprint: { ...fingerprint, products } });
    const suspicion = (title: string, euros: number, more: object = {}) =>
      signalValue(
        lowPrice,
        someFacts({ title, price: { amountMinor: 100 * euros, currency: 'EUR' }, ...more }, { brand }),
      ) ?? 0;

    test.each(['Nordhavn doudoune femme', 'Nordhavn kurtka', 'Nordhavn コート', 'Mont Nordhavn erkek'])(
      'are held against these in whatever language: %s',
      (title) => {
        expect(suspicion(title, 70)).toBeGreaterThan(0.5);
        expect(suspicion(title, 180)).toBeLessThan(0.1);
      },
    );

    test('are not held against what is made for children, unless the title says so', () => {
      expect(suspicion('Nordhavn doudoune femme', 70)).toBeGreaterThan(suspicion('Nordhavn doudoune enfant', 70));
      expect(suspicion('Nordhavn doudoune enfant', 70)).toBe(0);
    });

    test('of which the title does not name the brand are of anybody, unless the offer names it elsewhere', () => {
      expect(suspicion('Warm winter jacket', 70)).toBeLessThan(0.2);
      expect(suspicion('Warm winter jacket', 70, { brand: 'Nordhavn' })).toBeGreaterThan(0.5);
    });

    test("a child's product has its own price, and no child's discount on that", () => {
      expect(suspicion('Nordhavn Lemming kids puffer girls boys 2-10 years', 24)).toBeGreaterThan(0.9);
    });
  });

  test('products that share all words of the title are one to the reader: the cheapest is compared', () => {
    const twins = aBrand({
      fingerprint: {
        names: ['Nordhavn'],
        products: Array.from({ length: 9 }, (_, i) => ({
          sku: `T${i}`,
          name: 'Tind Wool Beanie',
          price: { amount: 90 - 5 * i, currency: 'EUR' },
        })),
      },
    });
    const asked45 = someFacts(
      { title: 'Nordhavn Tind wool beanie', price: { amountMinor: 4500, currency: 'EUR' } },
      { brand: twins },
    );
    expect(signalValue(lowPrice, asked45)).toBe(0);
  });

  test.each(['14 colours', '8+ colorways', '24 sizes', '30色'])(
    'a choice of %s names no product, even where a product has that number',
    (choice) => {
      const numbered = aBrand({
        fingerprint: {
          names: ['Nordhavn'],
          products: [14, 8, 24, 30].map((size) => ({
            sku: `V${size}`,
            name: `Vandrer ${size}`,
            price: { amount: 159, currency: 'EUR' },
          })),
        },
      });
      const facts = someFacts(
        { title: `Nordhavn keyring | ${choice}`, price: { amountMinor: 500, currency: 'EUR' } },
        { brand: numbered },
      );
      expect(signalValue(lowPrice, facts)).toBeNull();
    },
  );

  test('sales talk matches no product that happens to have the word in its name', () => {
    const brand = aBrand({
      fingerprint: {
        names: ['Nordhavn'],
        products: [{ sku: 'N', name: 'Fjeld New Year Edition', price: { amount: 499, currency: 'EUR' } }],
      },
    });
    const facts = someFacts(
      { title: 'Nordhavn mug new, free shipping', price: { amountMinor: 2900, currency: 'EUR' } },
      { brand },
    );
    expect(signalValue(lowPrice, facts) ?? 0).toBeLessThan(0.2);
  });

  test('without a matching product there is nothing to compare with', () => {
    expect(
      signalValue(lowPrice, someFacts({ title: 'Nordhavn keyring', price: { amountMinor: 100, currency: 'EUR' } })),
    ).toBeNull();
    expect(signalValue(lowPrice, someFacts({ title: 'Nordhavn Fjord Parka', price: null }))).toBeNull();
  });
});
