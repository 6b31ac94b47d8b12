import { describe, expect, test } from 'vitest';
import { conditionOf } from '#shared/recognition/condition.ts';
import { conditionLabel } from '#shared/recognition/condition-labels.ts';
import { wordsOf } from '#shared/recognition/text-folding.ts';
import { aListing } from '../../support/builders.ts';

describe('the label of a condition field', () => {
  test.each([
    ...[
      'Très bon état',
      '2nd hand',
      'Jazdené',
      'Χρησιμοποιημένο',
      'Med slitage',
      'ব্যবহৃত',
      'Използван',
      'Б/в',
      'مستخدم',
      'دست دوم',
      'Noticeable wear',
      'Played condition',
      'VGC',
      'Some signs of wear',
      'Leichte Gebrauchsspuren',
      'Gott skick',
      'Kielégítő',
      'Като ново',
      'ใช้แล้ว',
      '상태 좋음',
      'מצב טוב',
      'Bon état',
      'État satisfaisant',
      'Comme neuf',
      "D'occasion",
      'Usato',
      'Come nuovo',
      'Ottime condizioni',
    ],
    ...['Como nuevo', 'Muy buen estado', 'En condiciones aceptables', 'Segunda mano', 'Seminovo', 'Usado', 'Muito bom'],
    ...['Gebraucht', 'Sehr gut', 'Gut', 'Zufriedenstellend', 'Wie neu', 'Neuwertig', 'Zeer goed', 'Zo goed als nieuw'],
    ...[
      'Like New',
      'Used - Like new',
      'Very good',
      'Good',
      'Acceptable',
      'Pre-owned',
      'Gently used',
      'Open box',
      'UsedCondition',
    ],
    ...[
      'Bardzo dobry',
      'Używany',
      'Jak nowy',
      'Velmi dobrý',
      'Použité',
      'Használt',
      'Újszerű',
      'Foarte bună',
      'Folosit',
    ],
    ...[
      'б/у',
      'Б/у',
      'Как новое',
      'Хорошее',
      'Отличное состояние',
      'Вживане',
      'Mycket bra',
      'Begagnad',
      'Brugt',
      'Käytetty',
    ],
    ...[
      '目立った傷や汚れなし',
      'やや傷や汚れあり',
      '未使用に近い',
      '中古',
      '二手',
      '几乎全新',
      '99新',
      '중고',
      '거의 새것',
    ],
    ...['İkinci el', 'Az kullanılmış', 'Bekas', 'Đã qua sử dụng', 'มือสอง', 'כמו חדש', 'مستعمل', '3000'],
  ])('used: %s', (label) => {
    expect(conditionLabel(label)).toBe('used');
  });

  test.each([
    ...[
      'New',
      'nem használt',
      'Не ношено',
      '未拆封',
      'NewCondition',
      'Нов',
      'Νέο',
      'नया',
      'État neuf avec étiquette',
      'Nagelneu',
      'En su caja',
      'Sıfır',
      'Brand new',
      'New with tags',
      'New without tags',
      'Never worn',
      'Unworn',
      'Unused',
      'BNWT',
    ],
    ...[
      'Neu',
      'Neu mit Etikett',
      'Nie getragen',
      'Ungetragen',
      'Neuf',
      'Neuf avec étiquette',
      'Jamais porté',
      'Nuevo con etiquetas',
    ],
    ...[
      'Sin estrenar',
      'Nunca usado',
      'Novo',
      'Nuovo',
      'Mai indossato',
      'Nieuw',
      'Nooit gedragen',
      'Ny',
      'Nowy',
      'Nový',
      'Új',
      'Nou',
    ],
    ...['Новый', 'Новое', 'Нове', '新品、未使用', '全新', '새상품', 'Yeni', 'Mới', 'Baru', 'חדש', 'جديد', '1000'],
  ])('new: %s', (label) => {
    expect(conditionLabel(label)).toBe('new');
  });

  test.each([
    ['For parts or not working', 'for parts'],
    ['Pour pièces', 'for parts'],
    ['Defekt', 'for parts'],
    ['ジャンク品', 'for parts'],
    ['На запчасти', 'for parts'],
    ['DamagedCondition', 'for parts'],
    ['En panne', 'for parts'],
    ['לא עובד', 'for parts'],
    ['Remis à neuf', 'refurbished'],
    ['Good - Refurbished', 'refurbished'],
    ['Reconditionné', 'refurbished'],
    ['Generalüberholt', 'refurbished'],
    ['整備済み品', 'refurbished'],
  ] as const)('%s: %s', (label, expected) => {
    expect(conditionLabel(label)).toBe(expected);
  });

  test.each(['', 'Blue', 'Size M', 'Condition'])('says nothing of wear: "%s"', (label) => {
    expect(conditionLabel(label)).toBeUndefined();
  });
});

test.each([
  "Nordhavn Fjord traces d'usure",
  'Nordhavn Fjord hihna kulunut',
  'Nordhavn Fjord purtați',
  'Nordhavn Fjord kleine flecken',
  'Nordhavn Fjord ślady noszenia',
  'Nordhavn klocka nytt batteri',
])('what a title says of wear says that the goods are used: %s', (title) => {
  expect(conditionOf(aListing(), wordsOf(title)).said).toBe('used');
});

test('what was never worn is new, in the field and in the title', () => {
  const said = (title: string, condition?: string) => conditionOf(aListing({ title, condition }), wordsOf(title)).said;
  expect(said('Nordhavn parka, never worn')).toBeUndefined();
  expect(said('Nordhavn Parka nie getragen')).toBeUndefined();
  expect(said('Nordhavn parka', 'Never worn')).toBeUndefined();
  expect(said('Nordhavn parka', 'Très bon état')).toBe('used');
  expect(said('Nordhavn parka worn twice')).toBe('used');
  expect(said('Nordhavn parka', 'For parts')).toBe('for parts');
});

test.each([
  'Nordhavn Fjord rabljeni',
  'Nordhavn Fjord ojetá',
  'Nordhavn Fjord begagnade',
  'Nordhavn Fjord noszonej',
  'Nordhavn Fjord μεταχειρισμένου',
  'Nordhavn Crème 70% plein',
  'Nordhavn Öl 1/2 voll',
])('whatever the ending, and what is used up: %s', (title) => {
  expect(conditionOf(aListing(), wordsOf(title)).said).toBe('used');
});

test.each(['Nordhavn Fjord ne nošená', 'Nordhavn Fjord 100% wool full zip', 'Nordhavn set 2/3 left hand'])(
  'but not where it is denied, nor what else is full or left: %s',
  (title) => expect(conditionOf(aListing(), wordsOf(title)).said).toBeUndefined(),
);

test.each(['gebraucht', 'rabljeni', 'używanej'])('what is said first counts, whatever its ending: %s', (word) => {
  expect(conditionOf(aListing(), wordsOf(`Nordhavn Fjord ${word}, for parts`)).said).toBe('used');
  expect(conditionOf(aListing(), wordsOf(`Nordhavn Fjord for parts, ${word}`)).said).toBe('for parts');
});

test('how a toy is made says nothing of wear', () => {
  expect(conditionOf(aListing(), wordsOf('Nordhavn plush bunny, floppy ear, new season')).said).toBeUndefined();
});

const WORDS = wordsOf('Nordhavn Fjord Parka');

test.each([
  'Usada dos veces. Sin manchas.',
  'Zustand: getragen, kleine Kratzer am Bund.',
  'Nur zweimal getragen, Nichtraucherhaushalt',
  'Navy, size M. Second hand with some pilling.',
  'Käytetty kaksi talvea.',
  '中古品です。数回着用。',
])('where the title is silent, a sentence of the description begins with it: %s', (description) => {
  expect(conditionOf(aListing({ description }), WORDS).said).toBe('used');
});

test.each([
  'Used by climbers and guides.',
  'Can be used in the rain. Made to be worn over wool.',
  'Getragen von Profis.',
  'Vintage look, brushed cotton.',
  'Never worn, with tags.',
])('what goods are made to be used for says nothing of wear: %s', (description) => {
  expect(conditionOf(aListing({ description }), WORDS).said).toBeUndefined();
});

test('a field that says new goes before the description', () => {
  expect(conditionOf(aListing({ condition: 'new', description: 'Used once.' }), WORDS).said).toBeUndefined();
});
