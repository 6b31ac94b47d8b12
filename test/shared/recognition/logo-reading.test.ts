import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Brand } from '#shared/domain/brand.ts';
import { readLogo } from '#shared/recognition/logo-reading.ts';

const brandNamed = (name: string) => Brand.parse({ id: 'nordhavn', name, fingerprint: { names: [name] } });
const nordhavn = brandNamed('Nordhavn');
const lines = (...texts: string[]) => texts.map((text) => ({ text, confidence: 0.9 }));

describe('a logo read on a picture', () => {
  test.each(['NORDHAVN', 'Nordhavn since 1987', 'N0RDHAVN', 'NORD HAVN'])('is found as in a title: %s', (text) => {
    expect(readLogo(nordhavn, lines('other', text))).toMatchObject({ name: 'Nordhavn', likeness: 1 });
  });

  test.each([
    ['Serendel', 'S&r&nd&l'],
    ['Fjellstein', 'Fje!!ste!n'],
    ['Nordhavn', 'ORDHAVN'],
    ['Nordhavn', 'N0RDHAYN'],
    ['Fjellstein', 'FJFLLSTEIN'],
  ])('%s is found through what readers mistake: %s', (name, text) => {
    const found = readLogo(brandNamed(name), lines(text));
    expect(found?.name).toBe(name);
    expect(found!.likeness).toBeGreaterThanOrEqual(0.8);
  });

  test('what is read without doubt stands as read', () => {
    const misread = 'NQRDHAYN';
    expect(readLogo(nordhavn, [{ text: misread, confidence: 0.9 }])).toBeDefined();
    expect(readLogo(nordhavn, [{ text: misread, confidence: 0.995 }])).toBeUndefined();
  });

  test.each([
    ['Tindor', 'TINDER'],
    ['Nordhavn', 'NORDHAVEN HOTEL'],
    ['Nordhavn', 'NORDHAVNN'],
  ])('another word in clear type is no %s: %s', (name, text) => {
    expect(readLogo(brandNamed(name), [{ text, confidence: 0.99 }])).toBeUndefined();
  });

  test('a wrong letter in unclear type may be the reader’s, and counts less', () => {
    expect(readLogo(nordhavn, [{ text: 'NORDHAYN', confidence: 0.8 }])!.likeness).toBeLessThan(1);
  });

  test('a name of several words may stand in several lines, in either order, with nothing else in them', () => {
    const north = brandNamed('Nord Havn Fjell');
    expect(readLogo(north, lines('NORD', 'HAVN', 'FJELL', 'made in Norway'))).toMatchObject({ likeness: 1 });
    expect(readLogo(north, lines('NORD HAVN', 'FJELL'))).toMatchObject({ spelled: 'NORD HAVN FJELL' });
    expect(readLogo(brandNamed('Nord Fjell'), lines('Fjell', 'Nord'))).toBeDefined();
    expect(readLogo(brandNamed('Nord Fjell'), lines('from the Nord', 'Fjell'))).toBeUndefined();
  });

  test('guesses, short names a letter off and ordinary words are none', () => {
    expect(readLogo(nordhavn, [{ text: 'NORDHAVN', confidence: 0.4 }])).toBeUndefined();
    expect(readLogo(brandNamed('Dorn'), lines('Dern'))).toBeUndefined();
    expect(readLogo(brandNamed('Cottom'), lines('cotton'))).toBeUndefined();
    expect(readLogo(nordhavn, lines('NORTHERN HAVEN'))).toBeUndefined();
  });

  test('words that share little with the name never make it', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'bcfgjklmpqstuwxyz'), minLength: 3, maxLength: 14 });
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 6 }), (texts) => {
        expect(readLogo(nordhavn, lines(...texts))).toBeUndefined();
      }),
    );
  });

  test('any text at all is judged', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 5 }), (texts) => {
        readLogo(nordhavn, lines(...texts));
      }),
    );
  });
});
