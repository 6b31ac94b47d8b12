import { describe, expect, test } from 'vitest';
import { stolenImage } from '#shared/signals/stolen-image.ts';
import { anImage, evidenceOf, signalValue, someFacts } from '../../support/facts.ts';

const official = [{ source: 'https://nordhavn.example/fjord.jpg', pdq: '5a'.repeat(32) }];
/** The official hash with this many bits turned. */
function turned(bits: number): string {
  const nibbles = [...official[0]!.pdq].map((digit) => Number.parseInt(digit, 16));
  for (let bit = 0; bit < bits; bit++) nibbles[bit >> 2]! ^= 1 << (bit & 3);
  return nibbles.map((nibble) => nibble.toString(16)).join('');
}
const likeness = (bits: number) =>
  signalValue(stolenImage, someFacts({}, { images: [anImage({ pdq: turned(bits) })], officialImages: official }));

describe('stolen image', () => {
  test('the official picture counts in full up to 31 of 256 bits, less up to 50, not beyond', () => {
    expect(likeness(0)).toBe(1);
    expect(likeness(31)).toBe(1);
    expect(likeness(45)).toBeLessThan(1);
    expect(likeness(50)).toBeCloseTo(0.4);
    expect(likeness(51)).toBeNull();
  });

  test('names the picture by its file and the distance', () => {
    const facts = someFacts({}, { images: [anImage()], officialImages: official });
    expect(evidenceOf(stolenImage, facts)).toContain("is the brand's own fjord.jpg (0 of 256 bits differ)");
  });

  test('an authorised seller may show it, and where no seller is named none is accused', () => {
    const shown = { images: [anImage()], officialImages: official };
    const authorised = { marketplace: 'bazaar', seller: { id: 'nordhavn-official' } };
    expect(signalValue(stolenImage, someFacts(authorised, shown))).toBeNull();
    expect(evidenceOf(stolenImage, someFacts({ seller: null }, shown))).toContain('the page does not say who sells');
  });

  test('a picture without structure is like any other and says nothing', () => {
    expect(
      signalValue(stolenImage, someFacts({}, { images: [anImage({ pdqQuality: 20 })], officialImages: official })),
    ).toBeNull();
  });

  test('a brand without pictures cannot be stolen from', () => {
    expect(stolenImage.bounds(someFacts({}, { officialImages: [] }))).toEqual([0, 0]);
    expect(stolenImage.bounds(someFacts())).toEqual([0, 1]);
  });
});
