import { expect, test } from 'vitest';
import { knownInfringingImage } from '#shared/signals/known-infringing-image.ts';
import { anImage, evidenceOf, signalValue, someFacts } from '../../support/facts.ts';

const infringingImages = [{ source: 'nordhavn~bazaar~7~1', pdq: '5a'.repeat(32) }];

test('the picture of a removed offer counts, and the case is named', () => {
  const facts = someFacts({}, { images: [anImage()], infringingImages });
  expect(signalValue(knownInfringingImage, facts)).toBe(1);
  expect(evidenceOf(knownInfringingImage, facts)).toContain('nordhavn~bazaar~7~1');
});

test('one that may be the brand’s own counts half, and the evidence says so', () => {
  const doubtful = infringingImages.map((image) => ({ ...image, mayBeOfficial: true }));
  const facts = someFacts({}, { images: [anImage()], infringingImages: doubtful });
  expect(signalValue(knownInfringingImage, facts)).toBe(0.5);
  expect(evidenceOf(knownInfringingImage, facts)).toContain('may be one of the brand’s own');
});

test('another picture does not', () => {
  expect(
    signalValue(knownInfringingImage, someFacts({}, { images: [anImage({ pdq: '3c'.repeat(32) })], infringingImages })),
  ).toBeNull();
});

test('with no known pictures there is nothing to look for', () => {
  expect(knownInfringingImage.bounds(someFacts({}, { infringingImages: [] }))).toEqual([0, 0]);
});
