import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Facts, ImageFacts } from '#shared/domain/signal.ts';
import { scoreListing } from '#shared/scoring/score-listing.ts';
import { aLine, anImage, NOW, someFacts } from '../../support/facts.ts';
import { tries } from '../../support/tries.ts';

// Everything in a listing is the seller's to write. One field of it, set to whatever the seller likes, must neither hide an offer that
// the other facts give away nor get an innocent one reported.

const OFFICIAL = { officialImages: [{ source: 'fjord.jpg', pdq: anImage().pdq }] };
const strikes = (count: number) => ({ confirmedAt: Array(count).fill(NOW.toISOString()), clearedAt: [] });

/** Offers that are expedited, by different evidence. */
const guilty: Facts[] = [
  someFacts({ title: 'Nordhavn Fjord Parka mirror quality', price: { amountMinor: 2900, currency: 'EUR' } }),
  someFacts({ title: 'N*rdhavn Fjord Parka', price: { amountMinor: 3900, currency: 'EUR' } }),
  someFacts({ title: 'N o r d h a v n Fjord Parka', price: { amountMinor: 3900, currency: 'EUR' } }),
  someFacts({ title: 'Nordhavnn Fjord Parka', price: { amountMinor: 3900, currency: 'EUR' } }),
  someFacts(
    { title: 'Nordhavn Fjord Parka', price: { amountMinor: 4900, currency: 'EUR' } },
    { images: [anImage()], officialImages: [], infringingImages: OFFICIAL.officialImages },
  ),
  someFacts(
    { title: 'Nordhavn Fjord Parka', price: { amountMinor: 4900, currency: 'EUR' } },
    { sellerRecord: strikes(3) },
  ),
  someFacts({ title: 'Warm winter parka' }, { images: [aLine('NORDHAVN')], sellerRecord: strikes(12) }),
  someFacts({
    title: 'Nordhavn Fjord Parka',
    price: { amountMinor: 2900, currency: 'EUR' },
    description: 'mirror quality super fake, 1:1 replica, order by whatsapp',
  }),
];

/** Offers that deserve no attention. */
const innocent: Facts[] = [
  someFacts({ title: 'Nordhavn Fjord Parka, size L', price: { amountMinor: 29_900, currency: 'EUR' } }),
  someFacts({
    title: 'Nordhavn Fjord Parka used',
    price: { amountMinor: 12_000, currency: 'EUR' },
    condition: 'Pre-owned',
  }),
  someFacts({ title: 'Zipper for Nordhavn parka', price: { amountMinor: 900, currency: 'EUR' } }),
  someFacts({ title: 'Warm winter parka', price: { amountMinor: 4900, currency: 'EUR' } }),
];

const chaff = fc
  .array(
    fc.constantFrom(
      'case',
      'for',
      'fits',
      'compatible with',
      'Nordhavn',
      'genuine',
      'authentic',
      'official store',
      'not a replica',
      'replica jersey',
      'for men',
      'used',
      'vintage',
      'new',
      'hot',
      'sale',
      'toner',
      'strap',
      'AAA battery',
      '!!!',
      '***',
      '适用于',
      'için',
      '\u200b',
      'for Nordhavn',
      'with box',
      'zipper',
      'replacement',
      'vintage used',
      // What the brand sells for less, in whole and in part, and its article number.
      'Nordhavn Havn Bottle 500 ml',
      'Havn Bottle',
      'Bottle 500 ml',
      'NH-BOTTLE',
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((words) => words.join(' '));

/** What looks the same to a reader. */
const inCyrillicLetters = (title: string): string =>
  title.replace(/[aeopcxy]/g, (letter) => 'аеорсху'['aeopcxy'.indexOf(letter)]!);
const inBold = (title: string): string =>
  title.replace(/[a-z]/g, (letter) => String.fromCodePoint(0x1d41a + letter.charCodeAt(0) - 97));

/** Words before, after, or a thousand of them, letters that only look the same; the offer itself still stands there, or nobody would find it. */
const stuffed = (title: string) =>
  fc.oneof(
    chaff.map((words) => `${words} ${title}`),
    chaff.map((words) => `${title} ${words}`),
    chaff.map((words) => `${title} ${`${words} `.repeat(400)}`.slice(0, 2000)),
    chaff.map((words) => `${`${words} `.repeat(400).slice(0, 1999 - title.length)} ${title}`),
    fc
      .array(fc.stringMatching(/^[a-z]{2,9}$/), { minLength: 30, maxLength: 120 })
      .map((words) => `${words.join(' ')} ${title}`),
    fc.constantFrom('\u200b', '\u00ad', '\u2060').map((hidden) => title.replace(/\B(?=\p{L})/gu, hidden)),
    fc.constant(inCyrillicLetters(title)),
    fc.constant(inBold(title)),
    fc.string({ unit: 'grapheme', maxLength: 200 }).map((noise) => `${title} ${noise}`),
  );

const anyPrice = fc.oneof(
  fc.constant(null),
  fc.record({
    amountMinor: fc.oneof(fc.constant(1), fc.nat({ max: 10_000_000 })),
    currency: fc.constantFrom('EUR', 'USD', 'JPY', 'IDR', 'XXX'),
  }),
);

/** From the year 2000 until after tomorrow: accounts are bought, and pages show what they like. */
const anyDay = fc
  .integer({ min: -2, max: 9600 })
  .map((days) => new Date(NOW.getTime() - days * 86_400_000).toISOString());

/** The listing with one field as the seller would like it. The pictures change with what is seen on them. */
function oneFieldChanged(facts: Facts): fc.Arbitrary<Facts> {
  const { listing } = facts;
  const withListing = (change: Partial<Facts['listing']>): Facts => ({ ...facts, listing: { ...listing, ...change } });
  return fc.oneof(
    stuffed(listing.title).map((title) => withListing({ title })),
    anyPrice.map((price) => withListing({ price })),
    fc.constantFrom('New', 'Used', 'Refurbished', 'Neu mit Etikett', '').map((condition) => withListing({ condition })),
    fc
      .record(
        {
          rating: fc.double({ min: 0, max: 1, noNaN: true }),
          feedbackCount: fc.nat(),
          memberSince: fc.oneof(anyDay, fc.constant('long ago')),
        },
        { requiredKeys: [] },
      )
      .map((fake) => withListing({ seller: { ...listing.seller, ...fake, name: 'Nordhavn Official Store' } })),
    chaff.map((description) => withListing({ description: `${description} 100% authentic` })),
    fc

      .constantFrom<(ImageFacts[] | undefined)[]>(
        undefined,
        [],
        [anImage({ pdq: '3c'.repeat(32) })],
        [anImage({ pdqQuality: 0 })],
      )
      .map((images) => ({ ...facts, images })),
    fc.nat({ max: 2000 }).map((soldCount) => withListing({ soldCount })),
    anyDay.map((listedAt) => withListing({ listedAt })),
  );
}

describe('one field changed by the seller', () => {
  test.each(guilty.map((facts, index) => ({ index, title: facts.listing.title, facts })))(
    'does not make an expedited offer vanish: $index $title',
    ({ facts }) => {
      expect(scoreListing(facts).decision).toBe('expedite');
      fc.assert(
        fc.property(oneFieldChanged(facts), (changed) => {
          expect(scoreListing(changed).decision).not.toBe('ignore');
        }),
        { numRuns: tries(200, 500) },
      );
    },
  );

  /** What somebody could plant: words, a picture of an official or a known copy, a borrowed seller account. */
  const incriminatingField = (facts: Facts): fc.Arbitrary<Facts> => {
    const withListing = (change: Partial<Facts['listing']>): Facts => ({
      ...facts,
      listing: { ...facts.listing, ...change },
    });
    return fc.oneof(
      oneFieldChanged(facts),
      fc.constant(withListing({ description: 'replica 1:1 super fake mirror quality whatsapp' })),
      fc.constant<Facts>({
        ...facts,
        images: [aLine('NORDHAVN 高仿 super fake')],
        ...OFFICIAL,
        infringingImages: OFFICIAL.officialImages,
      }),
      fc.nat({ max: 100 }).map((count) => ({ ...facts, sellerRecord: strikes(count) })),
    );
  };

  test.each(innocent.map((facts, index) => ({ index, title: facts.listing.title, facts })))(
    'does not get an innocent offer reported: $index $title',
    ({ facts }) => {
      expect(scoreListing(facts).decision).toBe('ignore');
      fc.assert(
        fc.property(incriminatingField(facts), (changed) => {
          expect(scoreListing(changed).decision).not.toBe('expedite');
        }),
        { numRuns: tries(200, 500) },
      );
    },
  );

  const young = {
    seller: { id: 'new', name: 'New shop', memberSince: NOW.toISOString() },
    listedAt: NOW.toISOString(),
  };
  const cheap = { price: { amountMinor: 900, currency: 'EUR' } };

  test.each([
    ["another firm's near name on a cheap thing from a new shop", { ...cheap, ...young, title: 'Nordhaven parka' }],
    [
      'an accessory, whatever copies it speaks of',
      { ...cheap, ...young, title: 'kılıf Nordhavn Fjord Parka replica 1:1' },
    ],
    ['an accessory in disguise', { ...cheap, ...young, title: 'case N*rdhavn Fjord Parka' }],
  ])('no notice without a person: %s', (_, listing) => {
    expect(scoreListing(someFacts(listing)).decision).not.toBe('expedite');
  });

  test('words for copies in the title of a genuine or used offer go to a person, no further', () => {
    const words = fc.constantFrom(
      'replica',
      '1:1',
      'N*rdhavn',
      'Nordhavn',
      '高仿',
      'super fake',
      'Fjord Parka',
      'mirror quality',
    );
    fc.assert(
      fc.property(fc.array(words, { minLength: 1 }), fc.constantFrom(...innocent.slice(0, 2)), (said, facts) => {
        const listing = { ...facts.listing, title: said.join(' ') };
        expect(scoreListing({ ...facts, listing }).decision).not.toBe('expedite');
      }),
    );
  });
});

test('a thousand words cost no more than a moment', () => {
  const facts = someFacts({
    title: 'nordhavn fjord parka n*rdhavn 1:1 '.repeat(58).slice(0, 2000),
    description: 'replica '.repeat(2400),
  });
  // By backtracking this would never end: the time-out of the runner is the limit.
  expect(scoreListing(facts).decision).not.toBe('ignore');
});
