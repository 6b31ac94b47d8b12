import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Listing } from '#shared/domain/listing.ts';
import { scoreListing } from '#shared/scoring/score-listing.ts';
import { listingAge } from '#shared/signals/listing-age.ts';
import { sellerStanding } from '#shared/signals/seller-standing.ts';
import { evidenceOf, NOW, signalValue, someFacts } from '../../support/facts.ts';

type Account = NonNullable<Listing['seller']>;
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000).toISOString();
const account = (seller: Account, offer: Partial<Listing> = {}) =>
  someFacts({ seller: { id: 'somebody', ...seller }, ...offer });
const standing = (seller: Account, offer?: Partial<Listing>) => signalValue(sellerStanding, account(seller, offer));

describe('the standing of an account', () => {
  test('new speaks a little against it, new and busy more, settled not at all', () => {
    const quiet = standing({ memberSince: daysAgo(20) })!;
    const busy = standing({ memberSince: daysAgo(20), feedbackCount: 400 })!;
    expect(quiet).toBe(0.5);
    expect(busy).toBe(1);
    expect(standing({ memberSince: daysAgo(150), feedbackCount: 400 })!).toBeLessThan(busy);
    expect(standing({ memberSince: daysAgo(400), feedbackCount: 40_000 })).toBe(0);
  });

  test('many sold of one offer tell the same as many ratings', () => {
    const offer = { soldCount: 400 };
    expect(standing({ memberSince: daysAgo(20) }, offer)).toBe(
      standing({ memberSince: daysAgo(20), feedbackCount: 400 }),
    );
  });

  test('a poor rating counts once enough buyers gave it, at any age of the account', () => {
    expect(standing({ rating: 0.55, feedbackCount: 300, memberSince: daysAgo(2000) })!).toBeGreaterThan(0.8);
    expect(standing({ rating: 0.55, feedbackCount: 3 })).toBe(0);
    expect(standing({ rating: 0.9, feedbackCount: 3000 })).toBe(0);
  });

  test.each([{}, { rating: 0.2 }, { feedbackCount: 10 }, { memberSince: 'long ago' }, { memberSince: '2027-01-01' }])(
    'what is missing, unreadable or from the future says nothing: %j',
    (seller) => {
      expect(standing(seller)).toBeNull();
    },
  );

  test('says what it saw, with the numbers', () => {
    expect(evidenceOf(sellerStanding, account({ memberSince: daysAgo(12), rating: 0.91, feedbackCount: 148 }))).toBe(
      'The account is 12 days old and has made at least 148 sales; rated 91 % by 148 buyers.',
    );
    expect(evidenceOf(sellerStanding, account({ memberSince: daysAgo(900), feedbackCount: 9 }))).toBe(
      'The account is 900 days old.',
    );
    expect(evidenceOf(sellerStanding, account({ rating: 1, feedbackCount: 1 }))).toBe('Rated 100 % by 1 buyer.');
  });

  test('does not say again what the age of the offer has said', () => {
    const seller = { memberSince: daysAgo(5), feedbackCount: 400 };
    expect(standing(seller, { listedAt: daysAgo(3) })).toBe(0);
    expect(standing(seller, { listedAt: daysAgo(300) })).toBe(1);
  });
});

const anyAccount = fc.record(
  {
    rating: fc.double({ min: 0, max: 1, noNaN: true }),
    feedbackCount: fc.nat({ max: 1_000_000 }),
    memberSince: fc.integer({ min: -1, max: 5000 }).map(daysAgo),
  },
  { requiredKeys: [] },
);
const anyOffer = fc.record(
  { soldCount: fc.nat({ max: 100_000 }), listedAt: fc.integer({ min: -1, max: 3000 }).map(daysAgo) },
  { requiredKeys: [] },
);

describe('whatever an account says of itself', () => {
  test('never speaks for the seller', () => {
    fc.assert(
      fc.property(anyAccount, anyOffer, (seller, offer) => {
        expect(standing(seller, offer) ?? 0).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('a better rating never raises suspicion, more sales of a new account never lower it', () => {
    fc.assert(
      fc.property(anyAccount, fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(), (seller, share, more) => {
        const rating = seller.rating ?? 0.5;
        const better = { ...seller, rating: rating + (1 - rating) * share };
        expect(standing(better) ?? 0).toBeLessThanOrEqual((standing({ ...seller, rating }) ?? 0) + 1e-12);
        const soldCount = seller.feedbackCount ?? 0;
        expect(standing(seller, { soldCount: soldCount + more }) ?? 0).toBeGreaterThanOrEqual(
          standing(seller, { soldCount }) ?? 0,
        );
      }),
    );
  });

  test('together with the age of the offer it stays one hint, and one too weak to be a family of evidence', () => {
    fc.assert(
      fc.property(anyAccount, anyOffer, (seller, offer) => {
        const { signals } = scoreListing(account(seller, { title: 'Nordhavn Fjord Parka', ...offer }));
        const circumstances = signals.filter(({ id }) => id === listingAge.id || id === sellerStanding.id);
        expect(circumstances.reduce((sum, { contribution }) => sum + contribution, 0)).toBeLessThanOrEqual(0.601);
      }),
    );
  });

  test.each([
    { title: 'Nordhavn Fjord Parka, size L', price: { amountMinor: 29_900, currency: 'EUR' } },
    { title: 'Nordhavn Fjord Parka', price: null },
    { title: 'Nordhavn Fjord Parka used', price: { amountMinor: 12_000, currency: 'EUR' }, condition: 'Pre-owned' },
    { title: 'Zipper for Nordhavn parka', price: { amountMinor: 900, currency: 'EUR' } },
    { title: 'Warm winter parka', price: { amountMinor: 4900, currency: 'EUR' } },
  ])('does not bring an innocent newcomer to review: $title', (offer) => {
    fc.assert(
      fc.property(anyAccount, anyOffer, (seller, more) => {
        expect(scoreListing(account(seller, { ...offer, ...more })).decision).toBe('ignore');
      }),
    );
  });
});
