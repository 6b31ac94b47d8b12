import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { packSize } from '#shared/products/pack-size.ts';

describe('pack size', () => {
  test.each([
    ['Nordhavn bottle, pack of 2', 2],
    ['Set of 4 Nordhavn thermo mugs', 4],
    ['3 x Nordhavn Havn Bottle', 3],
    ['2x Nordhavn Havn Bottle 500 ml', 2],
    ['Nordhavn Havn Bottle x 6', 6],
    ['Nordhavn mug 2-pack', 2],
    ['Nordhavn Flasche 3er-Set', 3],
    ['Nordhavn Becher 2 Stück', 2],
    ['Lot de 3 gourdes Nordhavn', 3],
    ['Nordhavn botella pack de 2', 2],
    ['Nordhavn borraccia confezione da 4', 4],
    ['Kit com 3 garrafas Nordhavn', 3],
    ['Nordhavn flessen set van 2', 2],
    ['Nordhavn flaske 3 stk', 3],
    ['Nordhavn butelka 2 szt', 2],
    ['Nordhavn матара 2 adet', 2],
    ['Бутылка Nordhavn 3 шт', 3],
    ['набор из 2 бутылок Nordhavn', 2],
    ['诺德海文 保温杯 2个装', 2],
    ['ノルドハウン ボトル 3本セット', 3],
    ['노르드하운 물병 2개 세트', 2],
    ['Nordhavn botol isi 3', 3],
    ['Nordhavn Parka 40 Stück Großhandel', 40],
    ['Lot de 100 vestes Nordhavn', 100],
    ['Nordhavn parka 30pcs/lot', 30],
    ['wholesale 60 units Nordhavn parka', 60],
    ['Nordhavn parka lote de 25 unidades', 25],
    ['lotto 80 pezzi Nordhavn parka', 80],
    ['Nordhavn куртка 200 шт оптом', 200],
    ['诺德海文 冲锋衣 100个装 批发', 100],
  ])('%s: %i', (title, units) => {
    expect(packSize(title)).toBe(units);
  });

  test.each([
    'Nordhavn Havn Bottle 500 ml',
    'Nordhavn Vandrer 28 Backpack',
    'Nordhavn Turbo 2',
    'Nordhavn Camelot 3',
    'Nordhavn blanket 130 x 180 cm',
    '10x zoom camera strap for Nordhavn',
    'Nordhavn bottle 1/2/4 pcs',
    'Nordhavn bottle, 10 pcs available',
    'Nordhavn puzzle 500 pieces',
    'Nordhavn three-piece suit',
    'Nordhavn wooden bricks 250 pcs',
    'Nordhavn Aufkleber 100 Stück',
    '300 sheets Nordhavn paper',
    'Nordhavn Fjord Parka size 42',
    'Nordhavn Parka 2024',
    'Nordhavn Byen Roll-Top Backpack with 4 pcs dry bags',
    'Nordhavn Byen Roll-Top Backpack with dry bags 4 pcs',
    'Nordhavn Kilde Bottle 750 ml with 3 pcs lids',
    'Nordhavn Kilde Bottle + 3 pcs',
    'Nordhavn Kilde Flasche inkl. 2 Stück',
    'Nordhavn Kilde Flasche mit 3er-Set Deckel',
    'Gourde Nordhavn avec lot de 3',
    'Nordhavn Fjord Shell Jacket 10 pcs MOQ',
    '10 pcs minimum order Nordhavn Fjord Shell Jacket',
    '4 pcs Nordhavn mug, price per piece',
    'Nordhavn Fjord, опт от 5 шт',
    'Nordhavn mugs ab 10 Stück',
    'Nordhavn hurt od 20 szt',
    'Nordhavn Becher 4 Stück, 12 EUR je Stück',
    'Nordhavn mugs, 4-pack, EUR 12 each',
    'Nordhavn Byen Backpack 2 pcs pockets waterproof',
    'Nordhavn Kilde Bottle with 2 boxes',
    'Nordhavn Kilde Bottle 2 boxes lids blue',
  ])('%s: one', (title) => {
    expect(packSize(title)).toBe(1);
  });

  test.each([
    ['Nordhavn incense 60 g 4 boxes', 4],
    ['Nordhavn mug 6 pcs party favours', 6],
    ['kubek Nordhavn 3 szt prezent', 3],
    ['كوب Nordhavn 2 حبة', 2],
  ])('behind it may stand that they are new or a gift: %s', (title, units) => {
    expect(packSize(title)).toBe(units);
  });

  test('a count between other words may be of any of them, so it is read as one', () => {
    const word = fc.constantFrom('Nordhavn', 'bottle', 'lids', 'blue', 'size L');
    const count = fc.constantFrom('2 pcs', 'pack of 3', '4-pack', '3er-Set', 'lot de 2');
    fc.assert(
      fc.property(fc.array(word, { minLength: 1 }), count, fc.array(word, { minLength: 1 }), (before, pack, after) => {
        expect(packSize([...before, pack, ...after].join(' '))).toBe(1);
      }),
    );
  });

  test('any text gives a number from 1 to 5,000', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (title) => {
        const units = packSize(title);
        expect(Number.isInteger(units) && units >= 1 && units <= 5000).toBe(true);
      }),
    );
  });
});
