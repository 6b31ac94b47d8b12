import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeAgain, standsAsJudged } from '#shared/cases/judge-again.ts';
import type { Listing } from '#shared/domain/listing.ts';
import type { Facts } from '#shared/domain/signal.ts';
import { model } from '#shared/scoring/model.ts';
import { scoreListing } from '#shared/scoring/score-listing.ts';
import { aListing } from '#test/support/builders.ts';
import { aLine, anImage, NORDHAVN, NOW, someFacts } from '#test/support/facts.ts';

const bench = { brand: NORDHAVN, model, now: NOW };
const judged = (facts: Facts) => ({ listing: facts.listing, verdict: scoreListing(facts) });
const idsAgain = (facts: Facts, shown: Partial<Listing>) =>
  judgeAgain(judged(facts), { ...facts.listing, ...shown }, bench).signals.map(({ id }) => id);
const record = { confirmedAt: ['2026-05-01T00:00:00.000Z'], clearedAt: [] };

describe('judging a page again', () => {
  it('that has not changed comes to the same verdict, whatever was known besides', () => {
    const known: fc.Arbitrary<Partial<Facts> & { title: string; amountMinor: number }> = fc.record({
      title: fc.constantFrom('Nordhavn Fjord Parka 1:1', 'Warm parka', 'N0rdhavn bottle', 'Case for Nordhavn bottle'),
      amountMinor: fc.integer({ min: 100, max: 50_000 }),
      images: fc.constantFrom<Facts['images'][]>(
        undefined,
        [anImage()],
        [aLine('NORDHAVN')],
        [aLine('mirror quality')],
      ),
      infringingImages: fc.constantFrom<Facts['infringingImages'][]>(undefined, [
        { source: 'nordhavn~bazaar~7~1', pdq: anImage().pdq },
      ]),
      sellerRecord: fc.constantFrom(undefined, record),
    });
    fc.assert(
      fc.property(known, ({ title, amountMinor, ...facts }) => {
        const before = judged(someFacts({ title, price: { amountMinor, currency: 'EUR' } }, facts));
        expect(standsAsJudged(before, before.listing)).toBe(true);
        const again = judgeAgain(before, before.listing, bench);
        expect(again).toMatchObject({ decision: before.verdict.decision, modelVersion: model.version });
        expect(again.probability).toBeCloseTo(before.verdict.probability, 3);
        expect(new Set(again.signals)).toEqual(new Set(before.verdict.signals));
      }),
    );
  });

  it('drops the logo on the picture once the title names the brand', () => {
    const facts = someFacts({ title: 'Warm parka' }, { images: [aLine('NORDHAVN')] });
    expect(idsAgain(facts, { price: null })).toContain('logo-text');
    expect(idsAgain(facts, { title: 'Nordhavn parka' })).not.toContain('logo-text');
  });

  it("drops a seller's record that is not the seller's", () => {
    const facts = someFacts({}, { sellerRecord: record });
    expect(idsAgain(facts, { seller: null })).toContain('seller-history');
    expect(idsAgain(facts, { seller: { id: 'somebody-else' } })).not.toContain('seller-history');
  });

  it('of an older verdict, that does not say which picture it was, keeps what pictures showed only while all are there', () => {
    const facts = someFacts(
      { title: 'Warm parka', imageUrls: ['https://x.example/1', 'https://x.example/2'] },
      { images: [aLine('NORDHAVN')] },
    );
    const { listing, verdict } = judged(facts);
    const older = {
      listing,
      verdict: { ...verdict, signals: verdict.signals.map(({ pictures, value, ...finding }) => finding) },
    };
    const [first, second] = listing.imageUrls as [string, string];
    expect(
      judgeAgain(older, { ...listing, price: null }, bench).signals.find(({ id }) => id === 'logo-text')!.value,
    ).toBeCloseTo(1, 2);
    expect(standsAsJudged(older, { ...listing, imageUrls: [second, first] })).toBe(true);
    expect(standsAsJudged(older, { ...listing, imageUrls: [first] })).toBe(false);
    expect(judgeAgain(older, { ...listing, imageUrls: [first] }, bench).signals.map(({ id }) => id)).not.toContain(
      'logo-text',
    );
  });

  it('is called for by what was judged, not by what moves by itself', () => {
    const before = judged(someFacts({ imageUrls: ['https://x.example/1'] }));
    const shown = (change: Partial<Listing>) => standsAsJudged(before, aListing({ ...before.listing, ...change }));
    expect(shown({ rank: 7, soldCount: 9, sponsored: true, imageUrls: [] })).toBe(true);
    for (const change of [
      { title: 'Other' },
      { price: { amountMinor: 1, currency: 'EUR' } },
      { priceMax: { amountMinor: 9, currency: 'EUR' } },
      { condition: 'used' },
      { description: 'new' },
      { seller: { id: 'other' } },
    ])
      expect(shown(change), Object.keys(change)[0]).toBe(false);
  });
});
