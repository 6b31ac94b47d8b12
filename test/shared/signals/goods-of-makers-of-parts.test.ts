import { describe, expect, test } from 'vitest';
import type { Brand } from '#shared/domain/brand.ts';
import list from '#shared/recognition/goods-nouns.json' with { type: 'json' };
import { goodsNouns, sortsOf } from '#shared/recognition/goods-nouns.ts';
import { wordsOf } from '#shared/recognition/text-folding.ts';
import { scoreListing } from '#shared/scoring/score-listing.ts';
import { lowPrice } from '#shared/signals/low-price.ts';
import { referenceUse } from '#shared/signals/reference-use.ts';
import { aBrand } from '../../support/builders.ts';
import { evidenceOf, signalValue, someFacts } from '../../support/facts.ts';

const made = (...products: [name: string, euros: number][]): Brand =>
  aBrand({
    fingerprint: {
      names: ['Nordhavn'],
      products: products.map(([name, amount], at) => ({ sku: `P-${at}`, name, price: { amount, currency: 'EUR' } })),
    },
  });

const PARTS = made(['Fjell Snap Case', 45], ['Vind 45 Charger', 55], ['Lager Power Bank', 80], ['Odde Whetstone', 70]);
const KNIVES = made(['Odde Gyuto 210 mm', 210], ['Odde Santoku 170 mm', 180], ['Odde Knife Roll', 60]);
const TOYS = made(['Rev Fox Plush', 40], ['Odde Owl Plush', 60]);
const at = (brand: Brand, title: string, euros: number) =>
  someFacts({ title, price: { amountMinor: 100 * euros, currency: 'EUR' } }, { brand });

describe('what a maker of parts makes is goods, in any language', () => {
  test.each([
    'coque Nordhavn antichoc noire',
    'Чехол Nordhavn чёрный',
    'Nordhavn 케이스 블랙',
    'Nordhavn Hülle schwarz neu',
    'batería externa Nordhavn 10000mAh',
    'Nordhavn 充電器 新品',
    'chargeur Nordhavn rapide',
    'piedra afilar Nordhavn doble cara',
    'Чехол Nordhavn для iPhone 15',
  ])('%s', (title) => {
    expect(signalValue(referenceUse, at(PARTS, title, 9))).toBeNull();
    expect(signalValue(lowPrice, at(PARTS, title, 8))).toBeGreaterThan(0.3);
  });

  test.each([
    'coque pour batterie externe Nordhavn',
    'Чехол для зарядки Nordhavn',
    'Nordhavn ケース用 ストラップ',
    'Nordhavn ремешок',
    'Riemen Nordhavn',
    'Nordhavn uyumlu kılıf',
    'Charger-Adapter Nordhavn',
    'Nordhavn Adapter Ladegerät',
    'coque sangle Nordhavn',
  ])('but not what goes with it, nor other parts: %s', (title) => {
    expect(signalValue(referenceUse, at(PARTS, title, 9))).toBeGreaterThan(0.3);
  });

  test.each(['ремешок Nordhavn чехол', 'Riemen Nordhavn Hülle', 'Charger for Nordhavn Vind 45'])(
    'and least of all another part that is named first, or one for the goods: %s',
    (title) => expect(signalValue(referenceUse, at(PARTS, title, 9))).toBeGreaterThan(0.7),
  );

  test('also where the name stands elsewhere than in the title', () => {
    const inField = (title: string) => {
      const facts = at(PARTS, title, 8);
      return { ...facts, listing: { ...facts.listing, brand: 'Nordhavn' } };
    };
    expect(signalValue(lowPrice, inField('чехол чёрный новый'))).toBeGreaterThan(0.3);
    expect(signalValue(lowPrice, inField('ремешок новый чехол'))).toBeNull();
  });

  test('and a part stays one for a maker of other goods', () => {
    expect(signalValue(referenceUse, at(KNIVES, 'coque Nordhavn antichoc noire', 9))).toBeGreaterThan(0.3);
  });

  test.each(['peluche Nordhavn renard', 'maskotka Nordhavn lis', 'ตุ๊กตา Nordhavn', 'Мягкая игрушка Nordhavn лиса'])(
    'toys are the goods of their maker: %s',
    (title) => expect(signalValue(referenceUse, at(TOYS, title, 9))).toBeNull(),
  );
});

describe('goods of one sort are priced in any language', () => {
  test.each([
    'Nordhavn chef knife gift box',
    'Kochmesser Nordhavn Damast',
    'Nordhavn 包丁',
    'нож поварской Nordhavn',
    'Nordhavn bıçağı',
  ])('%s', (title) => {
    expect(signalValue(lowPrice, at(KNIVES, title, 26))).toBeGreaterThan(0.5);
    expect(evidenceOf(lowPrice, at(KNIVES, title, 26))).not.toContain('Knife Roll');
    expect(signalValue(lowPrice, at(KNIVES, title, 150)) ?? 0).toBe(0);
  });

  test('the plain name and the kind, below 18 % of the only price known, are worth a look', () => {
    const decision = (euros: number) => scoreListing(at(PARTS, 'coque Nordhavn antichoc noire', euros)).decision;
    expect(decision(8)).toBe('review');
    expect(decision(25)).toBe('ignore');
  });

  test('two of one name tell more than a cheaper one of their kind', () => {
    const parkas = [
      ['Lys Parka', 400],
      ['Rand Parka', 380],
    ] as [string, number][];
    const asked = (brand: Brand) => signalValue(lowPrice, at(brand, 'Nordhavn parka', 60));
    expect(asked(made(...parkas, ['Odde Vest', 90]))).toBeCloseTo(asked(made(...parkas))!, 6);
  });

  test('a set of two kinds of goods is priced under the name of either', () => {
    expect(signalValue(lowPrice, at(made(['Lin Shirt Dress', 300]), 'Nordhavn dress', 20))).toBeGreaterThan(1);
  });

  test('a sticker of a toy is not held against the price of the toy', () => {
    expect(scoreListing(at(TOYS, 'Nordhavn Plush sticker sheet', 3)).decision).toBe('ignore');
  });
});

describe('a maker that calls its watches by their movements', () => {
  const WATCHES = made(['Polar 40 Automatic', 1200], ['Sund Quartz 34', 420], ['Leather Strap 20 mm', 85]);

  test.each(['montre Nordhavn homme acier', 'Nordhavn erkek kol saati', 'Armbanduhr Nordhavn neu'])(
    'sells watches, however a title calls them: %s',
    (title) => expect(signalValue(lowPrice, at(WATCHES, title, 60))).toBeGreaterThan(0.3),
  );

  test.each(['Nordhavn rose quartz serum', 'Nordhavn cap navy', 'strap for Nordhavn watch'])(
    'and nothing else by that: %s',
    (title) => expect(scoreListing(at(WATCHES, title, 20)).decision).toBe('ignore'),
  );
});

describe('the sorts of goods within a kind', () => {
  test('are told by each of their words', () => {
    const sorts = (list.kinds as { sorts?: { id: string; words: object }[] }[]).flatMap((kind) => kind.sorts ?? []);
    expect(sorts.length).toBeGreaterThan(30);
    for (const { id, words } of sorts) {
      for (const word of Object.values(words).flatMap((names) => names.split(' ')))
        expect(
          goodsNouns(wordsOf(word.replaceAll('_', ' '))).flatMap((noun) => noun.sorts),
          word,
        ).toContain(id);
    }
  });

  test('what a name is of stands last, or first where the language has it so', () => {
    const head = (name: string) => sortsOf(wordsOf(name));
    expect(head('Fold Wallet Case')).toEqual(['case']);
    expect(head('coque portefeuille')).toEqual(['case']);
    expect(head('Knife Roll')).toEqual(['knife-roll']);
  });
});
