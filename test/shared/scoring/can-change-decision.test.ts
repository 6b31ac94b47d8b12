import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ImageFacts } from '#shared/domain/signal.ts';
import { canChangeDecision, outlook } from '#shared/scoring/can-change-decision.ts';
import { scoreListing } from '#shared/scoring/score-listing.ts';
import { aLine, anImage, someFacts } from '#test/support/facts.ts';

const IMAGES = ['image-hash', 'image-text'] as const;
const official = [{ source: 'fjord.jpg', pdq: anImage().pdq }];

describe('the cascade', () => {
  test('pictures are looked at when the title is silent: they may show the logo', () => {
    expect(canChangeDecision(someFacts({ title: 'Warm winter parka' }), IMAGES)).toBe(true);
  });

  test('pictures of an authorised seller, and of what is sure already, are not', () => {
    expect(canChangeDecision(someFacts({ seller: { id: 'nordhavn-official' } }), IMAGES)).toBe(false);
    const sure = someFacts({ title: 'N*rdhavn Fjord Parka replica', price: { amountMinor: 2900, currency: 'EUR' } });
    expect(outlook(sure, IMAGES)).toEqual({ atBest: 'expedite', atWorst: 'expedite' });
  });

  test('a named offer at full price needs no reading when the brand has no pictures to compare', () => {
    const facts = someFacts(
      { title: 'Nordhavn Fjord Parka', price: { amountMinor: 29_900, currency: 'EUR' } },
      { officialImages: [], infringingImages: [], images: [anImage()] },
    );
    expect(canChangeDecision({ ...facts, images: undefined }, ['image-hash'])).toBe(false);
  });

  test('never says that pictures cannot matter when they would have', () => {
    const RANK = { ignore: 0, review: 1, expedite: 2 };
    const titles = fc.constantFrom(
      'Nordhavn Fjord Parka',
      'Parka',
      'N0rdhavn parka',
      'Zipper for Nordhavn parka',
      'Nordhavn parka replica',
    );
    const seen = fc.constantFrom<(ImageFacts[] | undefined)[]>(
      undefined,
      [],
      [anImage()],
      [aLine('NORDHAVN')],
      [aLine('高仿')],
      [aLine('parka')],
    );
    fc.assert(
      fc.property(titles, fc.option(fc.nat({ max: 40_000 })), seen, fc.boolean(), (title, amount, images, known) => {
        const price = amount === null ? null : { amountMinor: amount, currency: 'EUR' };
        const facts = someFacts(
          { title, price },
          { officialImages: official, infringingImages: known ? official : [] },
        );
        const { atBest, atWorst } = outlook(facts, IMAGES);
        const { decision } = scoreListing({ ...facts, images });
        expect(RANK[decision]).toBeGreaterThanOrEqual(RANK[atBest]);
        expect(RANK[decision]).toBeLessThanOrEqual(RANK[atWorst]);
      }),
      { numRuns: 500 },
    );
  });
});
