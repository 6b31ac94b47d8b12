import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type HarmFacts, harmOf } from '#shared/cases/harm.ts';
import { priorityOf } from '#shared/domain/review-entry.ts';

const facts = (overrides: Partial<HarmFacts['listing']> = {}, rest: Partial<HarmFacts> = {}): HarmFacts => ({
  listing: { price: { amountMinor: 5000, currency: 'EUR' }, seller: null, ...overrides },
  confirmedBefore: 0,
  ...rest,
});
const points = (...args: Parameters<typeof facts>) => harmOf(facts(...args)).points;

describe('the harm of an offer', () => {
  it('is greater the nearer the offer stands to the top, and when its place is paid for', () => {
    expect(points({ rank: 1 })).toBeGreaterThan(points({ rank: 3 }));
    expect(points({ rank: 3 })).toBeGreaterThan(points({ rank: 60 }));
    expect(points({ rank: 60, sponsored: true })).toBeGreaterThan(points({ rank: 60 }));
  });

  it('grows with what was sold, in euros', () => {
    expect(points({ soldCount: 900 })).toBeGreaterThan(points({ soldCount: 9 }));
    const yen = points({ soldCount: 9, price: { amountMinor: 5000, currency: 'JPY' } });
    expect(yen).toBeLessThan(points({ soldCount: 9 }));
  });

  it('is greater for goods that can hurt, and for who was confirmed before', () => {
    expect(points({}, { product: { name: 'Helmet', safety: true } })).toBeGreaterThan(points());
    expect(points({}, { confirmedBefore: 2 })).toBeGreaterThan(points({}, { confirmedBefore: 1 }));
  });

  it('says a place that nobody knows, and takes no price for no sales', () => {
    expect(harmOf(facts({ rank: undefined, price: null })).parts).toEqual([
      { what: 'visibility', points: 5, why: 'its place among the results is not known' },
    ]);
  });
});

test('the parts add up, every part has points and a reason, and more probability never comes later', () => {
  fc.assert(
    fc.property(
      fc.record({
        rank: fc.option(fc.integer({ min: 1, max: 2000 }), { nil: undefined }),
        sponsored: fc.option(fc.boolean()),
        soldCount: fc.option(fc.integer({ min: 0, max: 1e7 }), { nil: undefined }),
        amountMinor: fc.integer({ min: 0, max: 1e8 }),
        feedbackCount: fc.option(fc.integer({ min: 0, max: 1e7 }), { nil: undefined }),
        confirmedBefore: fc.integer({ min: 0, max: 500 }),
        low: fc.double({ min: 0, max: 1, noNaN: true }),
        high: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
      ({ amountMinor, feedbackCount, confirmedBefore, low, high, ...listing }) => {
        const harm = harmOf(
          facts(
            { ...listing, price: { amountMinor, currency: 'EUR' }, seller: { feedbackCount } },
            { confirmedBefore },
          ),
        );
        expect(harm.parts.reduce((sum, part) => sum + part.points, 0)).toBe(harm.points);
        expect(harm.points).toBeGreaterThan(0);
        expect(harm.parts.every((part) => part.points > 0 && part.why !== '')).toBe(true);
        const [less, more] = [Math.min(low, high), Math.max(low, high)];
        expect(priorityOf({ probability: more, harm: harm.points })).toBeGreaterThanOrEqual(
          priorityOf({ probability: less, harm: harm.points }),
        );
      },
    ),
  );
});
