import { describe, expect, test } from 'vitest';
import { matchedProducts } from '#shared/products/product-matching.ts';
import { lowPrice } from '#shared/signals/low-price.ts';
import { productMatch } from '#shared/signals/product-match.ts';
import { aBrand } from '../../support/builders.ts';
import { evidenceOf, signalValue, someFacts } from '../../support/facts.ts';

const match = (title: string) => signalValue(productMatch, someFacts({ title })) ?? 0;

describe('product match', () => {
  test('the whole name is a match, and named in the evidence', () => {
    expect(match('Nordhavn Fjord Parka blue L')).toBeGreaterThan(0.9);
    expect(evidenceOf(productMatch, someFacts({ title: 'Nordhavn Fjord Parka blue L' }))).toContain('Fjord Parka');
  });

  test.each(['Brekker BH18', 'дриль Brekker BH18 комплект', 'Brekker BH18 cordless drill with 2 batteries'])(
    "a maker's code in front of a product's name is its name in any language: %s",
    (title) => {
      const price = { amount: 189, currency: 'EUR' };
      const products = [
        { sku: 'B1', name: 'BH18 Akku-Bohrhammer', price },
        { sku: 'B2', name: 'WS125 Winkelschleifer', price },
      ];
      const brand = aBrand({ name: 'Brekker', fingerprint: { names: ['Brekker'], products } });
      expect(signalValue(productMatch, someFacts({ title }, { brand }))).toBeGreaterThan(0.8);
    },
  );

  test('a poster of it is not the product, whatever kind that is', () => {
    const products = [{ sku: 'P1', name: 'K7 Glider', price: { amount: 149, currency: 'EUR' } }];
    const brand = aBrand({ fingerprint: { names: ['Nordhavn'], products } });
    const matchOf = (title: string) => signalValue(productMatch, someFacts({ title }, { brand }));
    expect(matchOf('Nordhavn K7 black')).toBeGreaterThan(0.8);
    expect(matchOf('Poster Nordhavn K7 A2')).toBeNull();
    expect(matchOf('Nordhavn K7 black, stickers included')).toBeGreaterThan(0.8);
  });

  test("a product's name is read in Cyrillic letters too", () => {
    const products = [{ sku: 'P1', name: 'Polyus Diver 42', price: { amount: 1690, currency: 'EUR' } }];
    const brand = aBrand({ fingerprint: { names: ['Nordhavn'], products } });
    const found = (title: string) => signalValue(productMatch, someFacts({ title }, { brand })) ?? 0;
    expect(found('Нордхавн Полюс часы водонепроницаемые')).toBeGreaterThan(0.5);
    expect(found('Нордхавн Север часы водонепроницаемые')).toBe(0);
  });

  test('a product name in a script without spaces is found inside a run of it', () => {
    const brand = aBrand({
      fingerprint: {
        names: ['Nordhavn', '诺德海文'],
        products: [
          {
            sku: 'S-1',
            name: 'Fjord Parka',
            aliases: ['诺德海文 Fjord 冲锋衣'],
            price: { amount: 299, currency: 'EUR' },
          },
        ],
      },
    });
    expect(signalValue(productMatch, someFacts({ title: '诺德海文冲锋衣 Fjord 男款' }, { brand }))).toBeGreaterThan(
      0.9,
    );
  });

  test('what is left of a run without spaces does not name another product of the kind', () => {
    const price = { amount: 299, currency: 'EUR' };
    const brand = aBrand({
      fingerprint: {
        names: ['Nordhavn', '诺德海文'],
        products: [
          { sku: 'S-1', name: 'Nordhavn Fjord Backpack', aliases: ['诺德海文 Fjord 双肩包'], price },
          { sku: 'S-2', name: 'Nordhavn Tind Down Jacket', aliases: ['诺德海文 Tind 羽绒服'], price },
        ],
      },
    });
    const inRun = (title: string) => signalValue(productMatch, someFacts({ title }, { brand })) ?? 0;
    expect(inRun('诺德海文登山双肩包')).toBeGreaterThan(0.6);
    expect(inRun('诺德海文登山双肩包 大容量 高品质 包邮')).toBeGreaterThan(0.6);
  });

  test.each([
    'kurtka Nordhavn Fjord, nowość, wysyłka gratis',
    'Nordhavn Fjord куртка размеры 46 48 50 52 54',
    'Nordhavn Fjord 外套 新款 包邮',
    'mont Nordhavn Fjord, S M L XL XXL',
    'Nordhavn Fjord takki uusi 36-45',
  ])('the kind in another language, talk of the trade and sizes take no match away: %s', (title) => {
    expect(match(title)).toBeGreaterThan(0.7);
  });

  test('two letters right behind the brand tell a product, elsewhere they do not', () => {
    const price = { amount: 349, currency: 'EUR' };
    const brand = aBrand({
      fingerprint: { names: ['Nordhavn'], products: [{ sku: 'S', name: 'Lo Down Jacket', price }] },
    });
    const named = (title: string) => signalValue(productMatch, someFacts({ title }, { brand })) ?? 0;
    expect(named('Nordhavn Lo Daunenjacke Damen')).toBeGreaterThan(0.7);
    expect(named('Nordhavn Daunenjacke lo tengo nueva')).toBeLessThan(0.5);
  });

  test('a word of another line of the brand in the place of the telling one names another product', () => {
    const price = { amount: 65, currency: 'EUR' };
    const brand = aBrand({
      fingerprint: {
        names: ['Nordhavn'],
        products: [
          { sku: 'A', name: 'Skovla Jacket', price },
          { sku: 'B', name: 'Ultimate Shirt', price },
        ],
      },
    });
    const named = (title: string) => signalValue(productMatch, someFacts({ title }, { brand })) ?? 0;
    expect(named('Nordhavn Skovla Shirt')).toBeLessThan(named('Nordhavn Shirt'));
  });

  test('a name of two letters and a number is one name, together or apart', () => {
    const price = { amount: 189, currency: 'EUR' };
    const brand = aBrand({
      fingerprint: {
        names: ['Nordhavn'],
        products: [
          { sku: 'N1', name: 'HX 18 Cordless Drill', price },
          { sku: 'N2', name: 'KS55 Circular Saw', price },
        ],
      },
    });
    const found = (title: string) => matchedProducts(brand, someFacts({ title }, { brand }).listing)[0]?.product.sku;
    expect(found('Nordhavn HX18 Akkuschrauber')).toBe('N1');
    expect(found('шуруповерт Nordhavn HX 18')).toBe('N1');
    expect(found('Nordhavn KS 55 Handkreissäge')).toBe('N2');
    expect(found('Nordhavn 18 pcs set')).toBeUndefined();
  });

  test('a number that a product has in its name is not the product: other goods of the kind have it too', () => {
    const products = [
      { sku: 'NH-71', name: 'Vinter 21 Shoes', price: { amount: 180, currency: 'EUR' } },
      { sku: 'NH-72', name: 'Strand Tee', price: { amount: 25, currency: 'EUR' } },
    ];
    const brand = aBrand({ fingerprint: { names: ['Nordhavn'], products } });
    const of = (title: string) => signalValue(productMatch, someFacts({ title }, { brand })) ?? 0;
    expect(of('Nordhavn Special 21 Shoes')).toBeLessThan(0.5);
    expect(of('Nordhavn Vinter 21 Shoes')).toBeGreaterThan(0.9);
    expect(of('Nordhavn Vinter Shoes')).toBeGreaterThan(0.5);
  });

  test("the product's own number beside its kind takes no match away, and stands for the kind in other words", () => {
    const backpack = (...aliases: string[]) => {
      const product = { sku: 'NH-74', name: 'Vandrer 28 Backpack', aliases, price: { amount: 159, currency: 'EUR' } };
      const brand = aBrand({ fingerprint: { names: ['Nordhavn'], products: [product] } });
      return (title: string) => signalValue(productMatch, someFacts({ title }, { brand })) ?? 0;
    };
    for (const title of ['Nordhavn Rucksack 28', 'Nordhavn Rucksack 28 L'])
      expect(backpack()(title), title).toBeGreaterThan(0.5);
    for (const title of ['Nordhavn Rucksack', 'Nordhavn Rucksack 28', 'Nordhavn Rucksack 28 L'])
      expect(backpack('Vandrer 28 Rucksack')(title), title).toBeGreaterThan(0.5);
    for (const title of ['Nordhavn Rucksack', 'Nordhavn Rucksack 22 L', 'Nordhavn Jacke 28'])
      expect(backpack()(title), title).toBe(0);
  });

  test('an article number is a match without the name', () => {
    const brand = aBrand({
      fingerprint: {
        names: ['Nordhavn'],
        products: [{ sku: 'NH-4711-X', name: 'Fjord Parka', price: { amount: 299, currency: 'EUR' } }],
      },
    });
    expect(signalValue(productMatch, someFacts({ title: 'Nordhavn nh-4711-x mens' }, { brand }))).toBeGreaterThan(0.3);
  });

  describe('an article number in the title', () => {
    const priced = (sku: string, name: string, amount: number) => ({ sku, name, price: { amount, currency: 'EUR' } });
    const brand = aBrand({
      fingerprint: {
        names: ['Nordhavn'],
        products: [
          priced('FP-100', 'Fjell Parka', 199),
          priced('FP-200', 'Fjell Parka', 399),
          priced('FP-300', 'Fjell Parka Hooded', 450),
          priced('1000451', 'Tind Cap', 29),
        ],
      },
    });
    const skus = (title: string) =>
      matchedProducts(brand, someFacts({ title }).listing)
        .filter(({ probability }) => probability > 0.5)
        .map(({ product }) => product.sku);

    test.each([
      ['Nordhavn Fjell Parka FP-100', 'FP-100'],
      ['Nordhavn Fjell Parka FP-200 men', 'FP-200'],
      ['Nordhavn Fjell Parka fp200', 'FP-200'],
      ['Nordhavn Parka FP 200-', 'FP-200'],
      ['Nordhavn Fjell Parka FP-300', 'FP-300'],
    ])('%s means %s, whatever else has that name', (title, sku) => {
      expect(skus(title)).toEqual([sku]);
    });

    test('that is missing leaves it open which of them is meant', () => {
      expect(skus('Nordhavn Fjell Parka')).toEqual(['FP-100', 'FP-200']);
    });

    test('of another article does not hide the article that is named', () => {
      expect(skus('Nordhavn Fjell Parka Hooded 1000451')).toContain('FP-300');
    });

    test('has the price held against the article that it means', () => {
      const asked = (title: string) =>
        signalValue(lowPrice, someFacts({ title, price: { amountMinor: 9900, currency: 'EUR' } }, { brand }))!;
      expect(asked('Nordhavn Fjell Parka FP-200')).toBeGreaterThan(2 * asked('Nordhavn Fjell Parka FP-100'));
    });
  });

  test('stuffing a title with words changes little', () => {
    expect(match(`Nordhavn Fjord Parka ${'warm winter coat '.repeat(60)}`)).toBeGreaterThan(0.85);
  });

  test('another thing of the brand is no match', () => {
    expect(match('Nordhavn keyring')).toBe(0);
  });

  test('the kind of goods alone says little without the name, and more with it', () => {
    const brand = aBrand({
      fingerprint: {
        names: ['Nordhavn'],
        products: ['Tind Down Jacket', 'Skagen Rain Jacket', 'Vandrer 28 Backpack'].map((name, i) => ({
          sku: `P${i}`,
          name,
          price: { amount: 200, currency: 'EUR' },
        })),
      },
    });
    const value = (title: string) => signalValue(productMatch, someFacts({ title }, { brand }));
    expect(value('Tarnfell Trekking Backpack')).toBeNull();
    expect(value('Nordhavn Tind jacket, good condition')).toBeGreaterThan(0.5);
    expect(value('Tind down jacket')).toBeLessThan(value('Nordhavn Tind down jacket')!);
  });

  test('words piled up before the goods hide them no better than behind them', () => {
    const pile = Array.from({ length: 100 }, (_, at) => `tag${String.fromCharCode(97 + (at % 26))}${at}`).join(' ');
    expect(match(`${pile} Nordhavn Fjord Parka`)).toBeGreaterThan(0.5);
    expect(match(`${'-'.repeat(400)} Nordhavn Fjord Parka`)).toBeGreaterThan(0.9);
  });

  describe('numbers and kinds of goods', () => {
    const priced = (sku: string, name: string, amount: number) => ({ sku, name, price: { amount, currency: 'EUR' } });
    const brand = aBrand({
      fingerprint: {
        names: ['Nordhavn'],
        products: [
          priced('NH-FJORD-01', 'Fjord Parka', 299),
          priced('NH-VANDRER-04', 'Vandrer 28 Backpack', 159),
          priced('NH-HAVN-07', 'Havn Bottle 750 ml', 39),
          priced('NH-550', '550', 120),
        ],
      },
    });
    const value = (title: string) => signalValue(productMatch, someFacts({ title }, { brand })) ?? 0;

    test.each([
      'Nordhavn candle 1',
      'Nordhavn gloves 4 pairs',
      'Nordhavn soap 750 ml',
      'Nordhavn sticker 28 pcs',
      'Nordhavn 07 calendar',
      'Nordhavn pins 28',
      'Nordhavn notebook 550 pages',
    ])('a number names no product: %s', (title) => expect(value(title)).toBe(0));

    test.each(['Nordhavn Vandrer 28', 'Nordhavn backpack 28', 'Nordhavn Havn 750 ml', 'Nordhavn 550 mens'])(
      'but tells products apart, or is the name: %s',
      (title) => expect(value(title)).toBeGreaterThan(0.3),
    );

    test.each([
      'Nordhavn Fjord gloves',
      'Nordhavn Fjord Mütze',
      'Nordhavn Vandrer 28 portefeuille',
      'Nordhavn Havn 靴下',
      'Nordhavn Fjord чехол кошелек',
    ])('other goods of the same line are no match: %s', (title) => expect(value(title)).toBe(0));

    test('goods that the title names beside others may be the ones', () => {
      expect(value('Nordhavn Fjord parka and gloves')).toBeGreaterThan(0.3);
      expect(value('Nordhavn Fjord outdoor')).toBeGreaterThan(0.3);
    });
  });

  describe('words that tell no product by themselves', () => {
    const named = (...names: string[]) =>
      aBrand({
        fingerprint: {
          names: ['Nordhavn'],
          products: names.map((name, i) => ({ sku: `P${i}`, name, price: { amount: 200, currency: 'EUR' } })),
        },
      });
    const brand = named('Fjord Parka SE TX', 'Vandrer Deluxe', 'Q7');
    const value = (title: string) => signalValue(productMatch, someFacts({ title }, { brand })) ?? 0;

    test.each([
      'Nordhavn candle SE',
      'Nordhavn SE candle se',
      'Nordhavn candles [Deluxe Quality]',
      'Nordhavn deluxe soap',
    ])('two letters, or praise, are none: %s', (title) => expect(value(title)).toBe(0));

    test.each(['Nordhavn Fjord SE', 'Nordhavn TX SE mens', 'Nordhavn Vandrer Deluxe', 'Nordhavn Q7'])(
      'beside a word that does, beside each other, or as the whole name they are: %s',
      (title) => expect(value(title)).toBeGreaterThan(0.3),
    );
  });

  test('several products that may be meant make it surer that it is one of them', () => {
    const one = { sku: 'NH-A', name: 'Havn Bottle 500 ml', price: { amount: 39, currency: 'EUR' } };
    const two = { ...one, sku: 'NH-B', name: 'Havn Bottle 750 ml' };
    const value = (products: (typeof one)[]) =>
      signalValue(
        productMatch,
        someFacts({ title: 'Nordhavn bottle' }, { brand: aBrand({ fingerprint: { names: ['Nordhavn'], products } }) }),
      );
    expect(value([one, two])).toBeGreaterThan(0.3);
  });
});
