import { describe, expect, test } from 'vitest';
import { brandNamed } from '#shared/signals/brand-named.ts';
import { aBrand } from '../../support/builders.ts';
import { evidenceOf, signalValue, someFacts } from '../../support/facts.ts';

describe('brand named', () => {
  test.each([
    'Nordhavn parka',
    'NORDHAVN parka',
    "Nordhavn's parka",
    'Nordhavns parka',
    'Ｎｏｒｄｈａｖｎ parka',
    'parka,nordhavn',
  ])('a plain naming counts in full: %s', (title) => expect(signalValue(brandNamed, someFacts({ title }))).toBe(1));

  test('names of several words count joined, hyphenated and apart', () => {
    const brand = aBrand({ fingerprint: { names: ['Stille Havn'] }, name: 'Stille Havn' });
    for (const title of ['Stille Havn coat', 'stille-havn coat', 'StilleHavn coat']) {
      expect(signalValue(brandNamed, someFacts({ title }, { brand }))).toBe(1);
    }
  });

  test('a name in a script without spaces is found inside a run of it, and Latin letters beside it', () => {
    const brand = aBrand({ fingerprint: { names: ['Nordhavn', '诺德海文'] } });
    expect(signalValue(brandNamed, someFacts({ title: '新款诺德海文冲锋衣男' }, { brand }))).toBe(1);
    expect(signalValue(brandNamed, someFacts({ title: '新款Nordhavn冲锋衣男' }, { brand }))).toBe(1);
  });

  test('a disguised naming counts nearly in full and quotes what stands there', () => {
    expect(signalValue(brandNamed, someFacts({ title: 'N0rdhavn parka' }))).toBe(0.95);
    expect(evidenceOf(brandNamed, someFacts({ title: 'N0rdhavn parka' }))).toContain('"N0rdhavn"');
  });

  test.each(['ノードハブン ジャケット', 'نوردهافن جاكيت', '노르드하븐 재킷'])(
    'a name in other letters is said to be known by its sound: %s',
    (title) => {
      const spelled = title.split(' ')[0];
      expect(evidenceOf(brandNamed, someFacts({ title }))).toBe(
        `The title names "Nordhavn", written by its sound as "${spelled}".`,
      );
    },
  );

  test('the brand field of the offer counts when the title is silent', () => {
    expect(signalValue(brandNamed, someFacts({ title: 'Warm parka', brand: 'NORDHAVN' }))).toBe(1);
  });

  test('another word is no naming', () => {
    expect(signalValue(brandNamed, someFacts({ title: 'Parka from the north haven' }))).toBeNull();
  });
});
