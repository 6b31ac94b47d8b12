import { describe, expect, test } from 'vitest';
import { suspiciousWording } from '#shared/signals/suspicious-wording.ts';
import { evidenceOf, signalValue, someFacts } from '../../support/facts.ts';

const said = (title: string) => signalValue(suspiciousWording, someFacts({ title }));

describe('suspicious wording', () => {
  test.each([
    'Nordhavn точна копія',
    'Nordhavn copie fidèle',
    'Nordhavn فرسٹ کاپی',
    'Nordhavn মাস্টার কপি',
    'Nordhavn ρέπλικα',
    'Nordhavn väärennös',
    'Nordhavn 커스텀급',
    'Nordhavn 顶级版本',
    'Nordhavn фабричный Китай',
    'Nordhavn taklit',
  ])('the words of further languages and trades are read: %s', (title) =>
    expect(said(title)).toBeGreaterThanOrEqual(0.8),
  );

  test.each(['Nordhavn taklit deri çanta', 'Nordhavn tas kulit imitasi', 'Nordhavn taklit değil'])(
    'imitated leather is no imitation of the brand: %s',
    (title) => expect(said(title)).toBeNull(),
  );

  test.each([
    'Nordhavn parka replica',
    'Nordhavn parka 1:1',
    'Nordhavn parka réplica AAA',
    'Nordhavn çakma mont',
    'Nordhavn реплика куртка',
    '高仿 Nordhavn 冲锋衣',
    'Nordhavn 스타일 짝퉁 파카',
    'Nordhavn パーカー N級品',
    'เสื้อ Nordhavn ก๊อป',
    'Nordhavn تقليد',
    'Nordhavn jaket KW super',
    'Nordhavn Parka Fälschung',
    'Nordhavn parka re\u200bplica',
    'Nordhavn parka rеplicа', // Cyrillic е and а
    'Nordhavn parka 𝐫𝐞𝐩𝐥𝐢𝐜𝐚',
    'Nordhavn parka ⓡⓔⓟⓛⓘⓒⓐ',
    'Nordhavn\u200bMirror\u200bQuality parka',
  ])('an explicit word for a copy counts in full: %s', (title) => {
    expect(said(title)).toBeGreaterThanOrEqual(1);
  });

  test.each(['Nordhavn parka qualità AAA', 'Nordhavn Parka 7A Qualität', 'Nordhavn куртка люкс качество'])(
    'a grade under which copies are sold is worth a look by itself: %s',
    (title) => {
      expect(said(title)).toBeGreaterThan(0.75);
      expect(said(title)).toBeLessThan(1);
    },
  );

  test.each([
    'Nordhavn replica jersey',
    'Official Nordhavn replica home jersey 2024',
    'Nordhavn Replica Goalkeeper Long Sleeve Shirt 23/24',
    'Nordhavn trikot heim replica 2025',
    'Nordhavn parka, not a replica',
    'Nordhavn parka fake fur collar',
    'Nordhavn model car scale 1:1',
    'Nordhavn çakmak', // a lighter
    'Nordhavn تقليدي', // traditional
    'Nordhavn bunga palsu',
    'Nordhavn 正品 假一赔十',
    'Nordhavn headlamp with 3 AAA batteries',
    'Nordhavn heater 5 kW',
  ])('a harmless phrase is read first: %s', (title) => {
    expect(said(title)).toBeNull();
  });

  test.each(['Nordhavn replica parka with jersey lining', 'replica Nordhavn Fjord home jersey', 'Nordhavn replica'])(
    'a word for a copy is not excused by a kit somewhere else in the title: %s',
    (title) => {
      expect(said(title)).toBeGreaterThanOrEqual(1);
    },
  );

  test('grades that also mean other things say little', () => {
    expect(said('Nordhavn parka AAA')).toBeLessThan(0.3);
  });

  test('most words need the brand in the same title', () => {
    expect(said('museum replica of a helmet')! < said('Nordhavn helmet replica')!).toBe(true);
  });

  test('the description is read too, and counts less', () => {
    const value = signalValue(
      suspiciousWording,
      someFacts({ title: 'Nordhavn parka', description: 'Top mirror quality.' }),
    )!;
    expect(value).toBeGreaterThan(0.5);
    expect(value).toBeLessThan(1);
  });

  test('quotes the word and what it means', () => {
    expect(evidenceOf(suspiciousWording, someFacts({ title: 'Nordhavn parka 高仿' }))).toBe(
      'Says "高仿" (graded copy).',
    );
  });

  test('repeating a word adds nothing', () => {
    expect(said(`Nordhavn ${'replica '.repeat(100)}`)).toBe(said('Nordhavn replica'));
  });
});
