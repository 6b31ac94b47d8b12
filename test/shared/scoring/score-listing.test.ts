import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { model } from '#shared/scoring/model.ts';
import { scoreListing } from '#shared/scoring/score-listing.ts';
import { aBrand } from '../../support/builders.ts';
import { aLine, anImage, NOW, someFacts } from '../../support/facts.ts';

const ids = (facts: ReturnType<typeof someFacts>) => scoreListing(facts).signals.map(({ id }) => id);

describe('a verdict', () => {
  test('comes out of any listing, and its parts add up to its probability', () => {
    const listing = fc.record(
      {
        title: fc.oneof(
          fc.string({ unit: 'binary', maxLength: 300 }),
          fc.string({ unit: 'grapheme', maxLength: 300 }),
          fc
            .array(
              fc.constantFrom(
                'Nordhavn',
                'N0rdhavn',
                'N*rdhavn',
                'Fjord',
                'Parka',
                'replica',
                '1:1',
                'for',
                'case',
                'used',
                '高仿',
                '适用于',
                '*',
                '\u200b',
              ),
              { maxLength: 60 },
            )
            .map((words) => words.join(' ')),
        ),
        price: fc.option(fc.record({ amountMinor: fc.nat(), currency: fc.constantFrom('EUR', 'USD', 'JPY', 'XXX') })),
        condition: fc.string({ maxLength: 30 }),
        description: fc.string({ unit: 'grapheme', maxLength: 500 }),
        listedAt: fc.string({ maxLength: 20 }),
        seller: fc.record({
          id: fc.string({ minLength: 1, maxLength: 20 }),
          rating: fc.double({ min: 0, max: 1, noNaN: true }),
        }),
      },
      { requiredKeys: ['title'] },
    );
    fc.assert(
      fc.property(listing, (fields) => {
        const verdict = scoreListing(someFacts(fields));
        expect(verdict.modelVersion).toBe(model.version);
        const logOdds = verdict.signals.reduce((sum, { contribution }) => sum + contribution, model.bias.value);
        expect(verdict.probability).toBeCloseTo(1 / (1 + Math.exp(-logOdds)), 2);
        for (const { evidence } of verdict.signals) expect(evidence.length).toBeGreaterThan(5);
      }),
      { numRuns: 300 },
    );
  });

  test('names its reasons, the weightiest first', () => {
    const { signals } = scoreListing(
      someFacts({ title: 'Nordhavn Fjord Parka 1:1', price: { amountMinor: 3900, currency: 'EUR' } }),
    );
    expect(signals.map(({ id }) => id)).toEqual(['low-price', 'suspicious-wording', 'brand-named', 'product-match']);
    const sizes = signals.map(({ contribution }) => Math.abs(contribution));
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
  });

  test('signals whose facts are missing are absent, not innocent', () => {
    expect(ids(someFacts({ title: 'Warm coat', price: null }))).toEqual([]);
  });
});

describe('expediting', () => {
  const cheap = { title: 'Nordhavn Fjord Parka', price: { amountMinor: 2900, currency: 'EUR' } };

  test('needs two families of evidence: wording and price, price and seller, picture and seller', () => {
    const sellerRecord = { confirmedAt: Array(12).fill(NOW.toISOString()), clearedAt: [] };
    for (const facts of [
      someFacts({ ...cheap, title: 'Nordhavn Fjord Parka mirror quality' }),
      someFacts({ ...cheap, title: 'N*rdhavn Fjord Parka' }),
      someFacts(cheap, { sellerRecord }),
      someFacts({ title: 'Warm winter parka' }, { images: [aLine('NORDHAVN')], sellerRecord }),
    ]) {
      expect(scoreListing(facts).decision).toBe('expedite');
    }
  });

  test('an official picture with a low price goes to a person: at full price the picture alone would be lawful', () => {
    const official = { images: [anImage()], officialImages: [{ source: 'fjord.jpg', pdq: anImage().pdq }] };
    expect(scoreListing(someFacts(cheap, official)).decision).toBe('review');
    const full = { ...cheap, price: { amountMinor: 29_900, currency: 'EUR' } };
    expect(scoreListing(someFacts(full, official)).decision).toBe('ignore');
  });

  test('price alone never suffices, however low', () => {
    for (const amountMinor of [650, 1000, 2900]) {
      expect(scoreListing(someFacts({ ...cheap, price: { amountMinor, currency: 'EUR' } })).decision).toBe('review');
    }
  });

  test('next to nothing is no price, except for what costs little anyway', () => {
    const asked = (title: string, amountMinor: number) =>
      scoreListing(someFacts({ title, price: { amountMinor, currency: 'EUR' } }));
    expect(asked('Nordhavn Fjord Parka', 100).decision).toBe('ignore');
    expect(asked('Nordhavn Havn Bottle 500 ml', 500).decision).toBe('review');
  });

  test('a product of the brand far below its price goes to a person from six tenths of the threshold', () => {
    const share = model.cheapProduct!.reviewShare;
    const facts = someFacts({ title: 'Nordhavn Fjord Parka', price: { amountMinor: 11_000, currency: 'EUR' } });
    const { probability, decision, closerLook } = scoreListing(facts);
    expect(probability).toBeGreaterThanOrEqual(0.5 * share);
    expect(probability).toBeLessThan(0.5);
    expect(decision).toBe('review');
    expect(closerLook).toMatch(/^Below the brand's threshold .* far below their price/);
    const cheaper = { ...facts, listing: { ...facts.listing, price: { amountMinor: 4000, currency: 'EUR' } } };
    expect(scoreListing(cheaper)).toMatchObject({ decision: 'review' });
    expect(scoreListing(cheaper).closerLook).toBeUndefined();
    const accessory = { ...facts, listing: { ...facts.listing, title: 'Case for Nordhavn Fjord Parka' } };
    expect(scoreListing(accessory).decision).toBe('ignore');
  });

  test("the brand's own picture at full price is no review, however young offer and account; on sale no notice without a person", () => {
    const youth = {
      listedAt: NOW.toISOString(),
      seller: { id: 'shop', memberSince: NOW.toISOString(), feedbackCount: 50 },
    };
    const pictures = { images: [anImage()], officialImages: [{ source: 'fjord.jpg', pdq: anImage().pdq }] };
    const at = (amountMinor: number) =>
      scoreListing(
        someFacts({ title: 'Nordhavn Fjord Parka', price: { amountMinor, currency: 'EUR' }, ...youth }, pictures),
      );
    expect(at(29_900).decision).toBe('ignore');
    for (const amountMinor of [12_000, 9_000, 6_000, 3_000, 1_000]) expect(at(amountMinor).decision).toBe('review');
  });

  test('a price of nothing counts as none stated', () => {
    const { decision, signals } = scoreListing(someFacts({ ...cheap, price: { amountMinor: 0, currency: 'EUR' } }));
    expect(decision).toBe('ignore');
    expect(signals.map(({ id }) => id)).not.toContain('low-price');
  });

  test('slang alone never suffices, however much', () => {
    const title = 'Nordhavn Fjord Parka replica 1:1 mirror quality AAA super fake first copy';
    expect(scoreListing(someFacts({ title, price: { amountMinor: 29_900, currency: 'EUR' } })).decision).toBe('review');
  });

  test('never passes an authorised seller, whatever speaks against the offer', () => {
    const verdict = scoreListing(
      someFacts(
        { ...cheap, title: 'N*rdhavn Fjord Parka replica', seller: { id: 'nordhavn-official' } },
        {
          images: [anImage()],
          officialImages: [{ source: 'x', pdq: anImage().pdq }],
          infringingImages: [{ source: 'y', pdq: anImage().pdq }],
        },
      ),
    );
    expect(verdict).toMatchObject({ decision: 'ignore', probability: 0.001 });
    expect(verdict.signals[0]!.id).toBe('authorised-seller');
  });

  test('waits while nobody knows who sells, where authorised sellers sell too', () => {
    const title = 'Nordhavn Fjord Parka mirror quality';
    expect(scoreListing(someFacts({ ...cheap, title, seller: { name: 'Some Shop' } })).decision).toBe('review');
    expect(scoreListing(someFacts({ ...cheap, title, seller: null, marketplace: 'ebay' })).decision).toBe('expedite');
  });

  test('never passes a gate', () => {
    const verdict = scoreListing(someFacts({ ...cheap, title: 'Zipper for Nordhavn Fjord Parka' }));
    expect(verdict.decision).toBe('ignore');
    expect(verdict.signals[0]).toMatchObject({ id: 'reference-use', contribution: expect.any(Number) });
    expect(verdict.signals[0]!.contribution).toBeLessThan(-4);
  });

  test('an accessory whose picture and price say otherwise goes to a person', () => {
    const stolen = { images: [anImage()], officialImages: [{ source: 'fjord.jpg', pdq: anImage().pdq }] };
    expect(scoreListing(someFacts({ ...cheap, title: 'Zipper for Nordhavn Fjord Parka' }, stolen)).decision).toBe(
      'review',
    );
  });

  test('the brand sets the thresholds', () => {
    const brand = aBrand({ enforcement: { reviewAt: 0.05, expediteAt: 0.999 } });
    expect(
      scoreListing(someFacts({ ...cheap, title: 'Nordhavn Fjord Parka mirror quality' }, { brand })).decision,
    ).toBe('review');
    expect(scoreListing(someFacts({ title: 'Nordhavn Fjord Parka', price: null }, { brand })).decision).toBe('review');
  });
});
