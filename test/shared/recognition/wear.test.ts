import { expect, test } from 'vitest';
import { conditionOf } from '#shared/recognition/condition.ts';
import { wordsOf } from '#shared/recognition/text-folding.ts';
import { aListing } from '../../support/builders.ts';

const said = (title: string) => conditionOf(aListing(), wordsOf(title)).said;

test.each([
  'Nordhavn parka, had it three winters',
  'Nordhavn Parka, von mir zwei Jahre kaum benutzt',
  'Nordhavn Fjord, portée deux hivers',
  'kurtka Nordhavn noszona 2 lata',
  'parka Nordhavn usada 3 temporadas',
  'Nordhavn Fjord носила одну зиму',
  'Nordhavn Fjord 3 yıl kullandım',
  'Nordhavn Fjord dipakai 2 tahun',
  'Nordhavn Fjord 2年使用しました',
  'Nordhavn Fjord 用了三年',
  'Nordhavn Fjord ใช้มา 2 ปี',
])('an act beside how long or how little says that the goods are used: %s', (title) => {
  expect(said(title)).toBe('used');
});

test.each([
  'Nordhavn Fjord, one scratch inside',
  'Nordhavn Fjord mit Schramme',
  'Nordhavn Fjord con arañazo',
  'Nordhavn Fjord, repa på kanten',
  'Nordhavn Fjord naarmu sangassa',
  'Nordhavn Fjord z rysą',
  'Nordhavn Fjord царапинка',
  'Nordhavn Fjord με γρατζουνιά',
  'Nordhavn Fjord עם שריטה',
  'Nordhavn Fjord 袖に毛玉',
  'Nordhavn Fjord 보풀 조금',
])('so does a flaw: %s', (title) => {
  expect(said(title)).toBe('used');
});

test.each([
  'Nordhavn watch, scratch resistant glass',
  'Nordhavn cat scratching post',
  'Nordhavn Schutz gegen Kratzer',
  'Nordhavn стекло против царапин',
  'Nordhavn 防划痕 手表',
  'Nordhavn スレ防止 シート',
  'Nordhavn stain remover 500 ml',
])('but not what keeps a flaw off or takes it away: %s', (title) => {
  expect(said(title)).toBeUndefined();
});

test.each([
  'Nordhavn jacket too small for me',
  'Nordhavn Jacke passt leider nicht mehr',
  'Nordhavn veste ne me va plus',
  'Nordhavn jakke blevet for lille',
  'Nordhavn kabát, mert kicsi rám',
  'Nordhavn куртка стала мала',
  'Nordhavn ceket küçük geldi',
  'Nordhavn サイズが合わないため',
  'Nordhavn kolo, předváděcí kus',
  'Nordhavn Rucksack, gepflegt',
  'Nordhavn рюкзак, выставочный образец',
])('so does a reason to part with goods, and how they were kept: %s', (title) => {
  expect(said(title)).toBe('used');
});

test.each([
  'Nordhavn beg perempuan kulit',
  'Nordhavn lampe tovet uld grå',
  'Nordhavn tvättad denim byxa',
  'Nordhavn gru funzionante a batteria',
  'Nordhavn juna toimii paristoilla',
  'Gebr. Nordhavn Parka',
  'Nordhavn Parka 2 Jahre Garantie',
  'Nordhavn veste payez en trois mensualités',
  'Nordhavn boots leather women 2 years warranty',
  'Nordhavn oblečení na 2 roky',
  'Nordhavn ubranka dla dzieci 2 lata',
])('how new goods are made, work and are sold says nothing of wear: %s', (title) => {
  expect(said(title)).toBeUndefined();
});

test.each(['Nordhavn Fjord jacka, beg.', 'Nordhavn klocka tvättad', 'borsa Nordhavn, funzionante'])(
  'the same words at the end do: %s',
  (title) => {
    expect(said(title)).toBe('used');
  },
);
