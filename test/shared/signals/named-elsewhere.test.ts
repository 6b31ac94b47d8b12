import { describe, expect, test } from 'vitest';
import { brandIndex } from '#shared/recognition/brand-index.ts';
import { scoreListing } from '#shared/scoring/score-listing.ts';
import { brandNamed } from '#shared/signals/brand-named.ts';
import { evasiveSpelling } from '#shared/signals/evasive-spelling.ts';
import { namedElsewhere } from '#shared/signals/named-elsewhere.ts';
import { aBrand, aListing } from '#test/support/builders.ts';
import { evidenceOf, NOW, signalValue, someFacts } from '#test/support/facts.ts';

const product = { sku: 'NH-FJORD-7', name: 'Fjord Parka', price: { amount: 299, currency: 'EUR' } };
const brand = aBrand({
  fingerprint: { names: ['Nordhavn', '诺德海文'], products: [{ ...product, gtins: ['5701234567899'] }] },
});
const facts = (listing: Parameters<typeof aListing>[0]) =>
  someFacts({ title: 'Warm winter coat', ...listing }, { brand });

describe('a brand named outside the title', () => {
  test.each<[string, Parameters<typeof aListing>[0], RegExp]>([
    ['item specifics', { specifics: [{ name: 'Marke', value: 'N0rdhavn' }] }, /item specifics say "N0rdhavn"/],
    ['Chinese table', { specifics: [{ name: '品牌', value: '諾德海文' }] }, /item specifics say "諾德海文"/],
    ['description', { description: 'Replica of Nordhavn Fjeld, perfect copy' }, /description names "Nordhavn"/],
    ['a size before it', { description: 'Jacke Gr. M W Nordhavn' }, /description names "Nordhavn"/],
    ['shop', { seller: { id: 's', name: 'nordhavn_outlet' } }, /shop is called "nordhavn_outlet"/],
    ['article number', { sku: 'nh fjord 7' }, /article number nh fjord 7/],
    ['GTIN', { gtin: '05701234567899' }, /GTIN 05701234567899/],
    ['another row', { specifics: [{ name: 'Serie', value: 'Nordhavn Fjord' }] }, /item specifics say "Nordhavn Fjord"/],
    ['the account', { seller: { id: 'nordhavn-deals', name: 'Best Deals' } }, /shop is called "nordhavn-deals"/],
    ['article number among others', { sku: 'EU-NH-FJORD-7-BLK' }, /article number EU-NH-FJORD-7-BLK/],
    ['article number in a row', { specifics: [{ name: 'MPN', value: 'NH-FJORD-7' }] }, /article number NH-FJORD-7/],
    ['GTIN in a row', { specifics: [{ name: 'EAN', value: '5701234567899' }] }, /GTIN 5701234567899/],
  ])('is seen: %s', (_, listing, sentence) => {
    expect(evidenceOf(namedElsewhere, facts(listing))).toMatch(sentence);
    expect(brandIndex([brand]).mayBeNamed(facts(listing).listing)).toEqual([brand]);
  });

  test('places are worth what they prove, and all are told', () => {
    const both = facts({ description: 'like Nordhavn', seller: { id: 's', name: 'Nordhavn shop' } });
    expect(signalValue(namedElsewhere, both)).toBe(0.75);
    expect(evidenceOf(namedElsewhere, both)).toMatch(/description.*, and the shop/);
  });

  test.each<[string, Parameters<typeof aListing>[0]]>([
    ['the title names it already', { title: 'Nordhavn coat', description: 'Nordhavn' }],
    ['a part is for goods of the brand', { description: 'Zipper f. Nordhavn' }],
    ['it fits goods of the brand', { description: 'Zipper puller, fits Nordhavn jackets' }],
    ['a row says what it fits', { specifics: [{ name: 'Compatible brand', value: 'Nordhavn' }] }],
    ['a row says what it suits', { specifics: [{ name: 'Adatto a modello', value: 'Nordhavn Fjord' }] }],
    ['a short number', { sku: 'S-42' }],
    ['another GTIN', { gtin: '5701234567890' }],
  ])('is silent when %s', (_, listing) => {
    expect(signalValue(namedElsewhere, facts(listing))).toBeNull();
  });
});

describe('the brand field is read as the title is', () => {
  test.each(['Nordhavn®', 'Nordhavn ', 'N0rdhavn', 'Nordhavn / Unbranded', '诺德海文/NORDHAVN'])('"%s"', (field) => {
    expect(signalValue(brandNamed, facts({ brand: field }))).toBeGreaterThanOrEqual(0.95);
    expect(signalValue(namedElsewhere, facts({ brand: field }))).toBeNull();
  });

  test('and a disguise in it is one', () => {
    expect(signalValue(evasiveSpelling, facts({ brand: 'N0rdhavn' }))).toBe(0.9);
    expect(signalValue(evasiveSpelling, facts({ brand: 'Nordhavn®' }))).toBeNull();
  });

  test.each(['for Nordhavn', 'compatible with Nordhavn', 'Unbranded'])('"%s" says another maker', (field) => {
    expect(signalValue(brandNamed, facts({ brand: field }))).toBeNull();
  });
});

test('a hint in the title counts when the brand is named elsewhere', () => {
  const hinted = facts({ title: 'NRDHVN coat', description: 'Nordhavn' });
  expect(evidenceOf(brandNamed, hinted)).toBe(
    'The title hints at "Nordhavn", spelled "NRDHVN"; the description says the same.',
  );
  expect(signalValue(brandNamed, facts({ title: 'NRDHVN coat' }))).toBeNull();
});

test('a description that says copy and names the brand brings the offer to a person', () => {
  const listing = aListing({
    title: 'Warm winter coat',
    description: 'Replica of Nordhavn Fjord, perfect copy 1:1',
    price: null,
  });
  expect(scoreListing({ brand, listing, now: NOW }).decision).toBe('review');
});

test.each([
  ['Water column', '20.000 mm', null],
  ['Capacity', '20000 mAh', null],
  ['Reference', '20000-M', 0.95],
  ['Reference', '20000 BLK', 0.95],
])('how much there is of something is no article number: %s %s', (name, value, worth) => {
  const maker = aBrand({
    fingerprint: {
      names: ['Nordhavn'],
      logoTexts: [],
      products: [{ sku: '20000', name: 'Fjord Parka', price: { amount: 299, currency: 'EUR' } }],
      authorisedSellers: [],
    },
  });
  const listing = aListing({ title: 'Rain jacket', specifics: [{ name, value }] });
  expect(signalValue(namedElsewhere, { brand: maker, listing, now: NOW })).toBe(worth);
});
