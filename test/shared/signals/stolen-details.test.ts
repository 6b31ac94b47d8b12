import { describe, expect, test } from 'vitest';
import type { ImageFacts } from '#shared/domain/signal.ts';
import { model } from '#shared/scoring/model.ts';
import { stolenDetails } from '#shared/signals/stolen-details.ts';
import { anImage, evidenceOf, signalValue, someFacts } from '#test/support/facts.ts';

const FAR = 'a5'.repeat(32);
const officialImages = [{ source: 'https://nordhavn.example/fjord.jpg', pdq: '5a'.repeat(32) }];
const showing = (details: ImageFacts['details']) => ({
  images: [anImage({ pdq: FAR, details })],
  officialImages,
});
const FJORD = { source: 'https://nordhavn.example/fjord.jpg', points: 41 };

describe('details of an official picture', () => {
  test('count, and the sentence names the picture and how many they are', () => {
    const facts = someFacts({}, showing(FJORD));
    expect(signalValue(stolenDetails, facts)).toBe(1);
    expect(evidenceOf(stolenDetails, facts)).toContain("the brand's own fjord.jpg");
    expect(evidenceOf(stolenDetails, facts)).toContain('41 details');
  });

  test('say nothing when none were found or nobody looked', () => {
    expect(signalValue(stolenDetails, someFacts({}, showing('nothing')))).toBeNull();
    expect(signalValue(stolenDetails, someFacts({}, showing(undefined)))).toBeNull();
  });

  test('are not told twice: where the hash finds the picture, that says it', () => {
    const images = [anImage({ pdq: officialImages[0]!.pdq, details: FJORD })];
    expect(signalValue(stolenDetails, someFacts({}, { images, officialImages }))).toBeNull();
    expect(stolenDetails.bounds(someFacts({}, { images, officialImages }))).toEqual([0, 0]);
  });

  test('an authorised seller may show them', () => {
    const seller = { marketplace: 'bazaar', seller: { id: 'nordhavn-official' } };
    expect(signalValue(stolenDetails, someFacts(seller, showing(FJORD)))).toBeNull();
  });

  test('could still be found on pictures that were hashed, and until then are within what the hash may say', () => {
    expect(stolenDetails.bounds(someFacts({}, showing(undefined)))).toEqual([0, 1]);
    expect(stolenDetails.bounds(someFacts({}, { images: undefined, officialImages }))).toEqual([0, 0]);
    expect(model.weights['stolen-details']!.weight).toBeLessThanOrEqual(model.weights['stolen-image']!.weight);
  });
});
