import { describe, expect, test } from 'vitest';
import { sharedImage } from '#shared/signals/shared-image.ts';
import { anImage, evidenceOf, signalValue, someFacts } from '../../support/facts.ts';

const { pdq } = anImage();
const ofSeller = (seller: string, source = `nordhavn~bazaar~${seller}~1`) => ({ source, pdq, seller });
const facts = (...undecidedImages: ReturnType<typeof ofSeller>[]) =>
  someFacts({}, { images: [anImage()], undecidedImages });

describe('one picture at several sellers', () => {
  test('with one other seller it is a hint, with more it counts in full, and the case is named', () => {
    expect(signalValue(sharedImage, facts(ofSeller('a')))).toBe(0.6);
    expect(signalValue(sharedImage, facts(ofSeller('a'), ofSeller('b')))).toBe(1);
    expect(evidenceOf(sharedImage, facts(ofSeller('a'), ofSeller('b')))).toBe(
      "The picture, which is none of the brand's own, is also in offers of 2 other sellers (case nordhavn~bazaar~a~1).",
    );
  });

  test('two offers of one other seller are one seller', () => {
    expect(signalValue(sharedImage, facts(ofSeller('a'), ofSeller('a', 'another case')))).toBe(0.6);
  });

  test('another picture is none', () => {
    expect(signalValue(sharedImage, facts({ ...ofSeller('a'), pdq: '3c'.repeat(32) }))).toBeNull();
  });

  test('no picture is fetched for it where no open case has one', () => {
    expect(sharedImage.bounds(facts())).toEqual([0, 0]);
    expect(sharedImage.bounds(someFacts())).toEqual([0, 0]);
    expect(sharedImage.bounds(facts(ofSeller('a')))).toEqual([0, 1]);
  });
});
