import { describe, expect, test } from 'vitest';
import list from '#shared/recognition/goods-nouns.json' with { type: 'json' };
import { goodsNouns, kindBits } from '#shared/recognition/goods-nouns.ts';
import { soldGoods } from '#shared/recognition/sold-goods.ts';
import { wordsOf } from '#shared/recognition/text-folding.ts';
import { NORDHAVN, someFacts } from '../../support/facts.ts';

const sold = (title: string) => soldGoods(NORDHAVN, someFacts({ title }).listing);
const kind = (id: string) => 1 << list.kinds.findIndex((one) => one.id === id);

type Names = Record<string, string>;
type Listed = { role?: string; words: Names; sorts?: { words: Names }[] };
/** The words of a kind, and of the sorts within it. */
const wordsOfKind = ({ words, sorts = [] }: Listed): string[] =>
  [words, ...sorts.map((sort) => sort.words)].flatMap((names) => Object.values(names).join(' ').split(' '));

describe('goods in a title', () => {
  test.each([
    ['Nordhavn waterproof shell jacket', 'outerwear'],
    ['Nordhavn Daunenjacke Herren', 'outerwear'],
    ['Куртка Nordhavn мужская', 'outerwear'],
    ['Nordhavn 羽绒服 男款', 'outerwear'],
    ['Nordhavn sac à dos', 'bag'],
    ['Nordhavn jam tangan pria', 'watch'],
    ['Nordhavn çorap', 'socks'],
    ['Nordhavn porte-clés', 'trinket'],
    ['ノルドハウン Nordhavn 帽子', 'headwear'],
    ['Nordhavn घड़ी', 'watch'],
    ['کاپشن Nordhavn', 'outerwear'],
    ['นาฬิกา Nordhavn', 'watch'],
    ['Nordhavn soolatoos', 'kitchen'],
    ['Nordhavn kišobran', 'outdoor'],
    ['Nordhavn käsipyyhe', 'textile'],
    ['Nordhavn mutfak havlusu', 'textile'],
    ['الساعة Nordhavn', 'watch'],
    ['השעון Nordhavn', 'watch'],
  ])('%s: %s', (title, id) => {
    expect(sold(title).kinds & kind(id)).not.toBe(0);
  });

  test('no word stands for goods and for a part of goods that are sold alone', () => {
    const roles = new Map<string, Set<string>>();
    for (const listed of list.kinds as unknown as Listed[])
      for (const word of wordsOfKind(listed))
        roles.set(word, (roles.get(word) ?? new Set()).add(listed.role ?? 'goods'));
    expect([...roles].filter(([, of]) => of.size > 1).map(([word]) => word)).toEqual([]);
  });

  test('every word of the list is found again as it is written', () => {
    for (const listed of list.kinds as unknown as Listed[])
      for (const word of wordsOfKind(listed))
        expect(kindBits(goodsNouns(wordsOf(word.replaceAll('_', ' ')))), word).not.toBe(0);
  });
});

describe('a part', () => {
  test.each([
    'Nordhavn Fjord Parka two way zipper',
    'Nordhavn Fjord Parka ribbed collar and zip pockets',
    'Nordhavn parka, detachable hood, box',
    'Nordhavn Parka mit Kapuze',
    'Veste Nordhavn capuche amovible',
    'Zip through Nordhavn parka',
    'Nordhavn long sleeve',
  ])('that the goods have is not for sale: %s', (title) => {
    expect(['perhaps', 'by its price']).toContain(sold(title).part?.isSold ?? 'perhaps');
  });

  test.each([
    'Nordhavn zipper',
    'Nordhavn parka zipper replacement',
    'cremallera de chaqueta Nordhavn',
    'Fjord strap Nordhavn',
    'Ersatzdeckel Nordhavn Flasche',
    'Nordhavn Fjord sangle de rechange',
    'Wkład filcowy do torebki Nordhavn',
    'Screen protector for phones with Nordhavn bottle',
    'Vaihtopehmusteet Nordhavn',
    'Nordhavn Fjord, aftermarket clip',
    'Bearing bush set Nordhavn Fjord',
    'Mando a distancia Nordhavn',
  ])('that stands for itself is: %s', (title) => expect(sold(title).part?.isSold).toBe('surely'));

  test('a keyring in the shape of the goods is a keyring', () => {
    expect(sold('Nordhavn Fjord Parka keyring').part?.isSold).toBe('surely');
  });
});

describe('what else an offer may be', () => {
  test.each([
    ['Looking for Nordhavn Fjord Parka', 'wanted'],
    ['Szukam Nordhavn Fjord Parka', 'wanted'],
    ['求购 Nordhavn Fjord', 'wanted'],
    ['ISO Nordhavn Fjord Parka', 'wanted'],
    ['Nordhavn Fjord Parka zu vermieten', 'rental'],
    ['Nordhavn Fjord Parka acompte', 'deposit'],
    ['Nordhavn Fjord Parka çekiliş', 'raffle'],
    ['Nordhavn Fjord Parka puja inicial', 'bid'],
    ['Nordhavn Fjord Parka в месяц', 'rate'],
    ['Nordhavn gift card', 'voucher'],
    ['Nordhavn Fjord Parka химчистка', 'service'],
    ['Nordhavn Fjord Parka caja vacía, solo caja', 'only'],
    ['Nordhavn hanger, parka not included', 'only'],
    ['Nordhavn Kleiderbügel, Parka nicht enthalten', 'only'],
    ['Percha Nordhavn, parka no incluida', 'only'],
    ['Nordhavn bøjle, parka ikke inkluderet', 'only'],
    ['Вешалка Nordhavn, куртка не включена', 'only'],
    ['Nordhavn hanger, parka not incl.', 'only'],
    ['Nordhavn hanger (no parka)', 'only'],
    ['Kleiderbügel Nordhavn, ohne Parka', 'only'],
    ['Nordhavn ハンガー パーカは含みません', 'only'],
    ['Nordhavn perfume sample vial 2 ml', 'sample'],
    ['Nordhavn пробник 2 мл', 'sample'],
    ['Nordhavn Fjord Parka recolouring service', 'service'],
    ['Заточка ножей Nordhavn', 'service'],
  ])('%s: %s', (title, id) => {
    expect(sold(title).form?.id).toBe(id);
  });

  test.each([
    'Nordhavn Fjord Parka new',
    'Nordhavn Most Wanted Parka',
    'Nordhavn repair kit',
    'Nordhavn Parka online only',
    'Nordhavn Parka P only',
    'Nordhavn parka and bottle, no box',
    'Nordhavn bottle, parka not included',
    'Nordhavn parka not including dust bag',
    'Nordhavn Parka nicht inkl. Kleiderbügel',
    'Nordhavn parka no incluye caja',
    'Nordhavn parka não inclui caixa',
    'Nordhavn parka nie zawiera pudełka',
    'Nordhavn parka tidak termasuk kotak',
    'Nordhavn Night Repair Serum 30 ml',
    'Nordhavn Parka, free samples',
    'Nordhavn Parka best service',
    'Nordhavn handtas leer',
    'Nordhavn tas echt leer bruin',
  ])('%s is an ordinary sale', (title) => expect(sold(title).form).toBeUndefined());
});
