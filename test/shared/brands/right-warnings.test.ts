import { describe, expect, it, test } from 'vitest';
import { brandWarnings } from '#shared/brands/brand-warnings.ts';
import type { Brand } from '#shared/domain/brand.ts';
import { aBrandWith, aRight, RIGHTS_OF_THE_WORLD } from '#test/support/notices.ts';

const NOW = new Date('2026-12-01T12:00:00Z');
const warned = (brand: Brand, now = NOW): string[] =>
  brandWarnings(brand, now).map(({ path, message }) => `${path.join('.')}: ${message}`);

const withSellers = (...authorisedSellers: { marketplace: string; sellerId: string }[]): Brand => {
  const brand = aBrandWith(RIGHTS_OF_THE_WORLD);
  return { ...brand, fingerprint: { ...brand.fingerprint, authorisedSellers } };
};

const SELLERS: [what: string, marketplace: string, sellerId: string, said: RegExp][] = [
  ['nothing that can be seen', 'ebay', '\u200b\ufeff', /no character that can be seen/],
  ['the front page of the site', 'ebay', 'https://www.ebay.com/', /names no account/],
  ['a profile on another site', 'ebay', 'https://www.etsy.com/shop/nordhus', /etsy\.com is not a site of ebay/],
  ['what is no account of Amazon', 'amazon', 'Nordhavn', /Amazon's account ids are an A and/],
  ['a name that is shown', 'ebay', 'Nordhavn Official Store', /looks like a name that is shown/],
];

describe('an authorised seller is warned of when the entry is', () => {
  test.each(SELLERS)('%s', (_, marketplace, sellerId, said) => {
    expect(warned(withSellers({ marketplace, sellerId })).join('\n')).toMatch(said);
  });

  test('the same account twice in one group', () => {
    const twice = withSellers(
      { marketplace: 'taobao', sellerId: '@nordhus' },
      { marketplace: 'tmall', sellerId: 'NordHus' },
    );
    expect(warned(twice)).toContainEqual(
      expect.stringMatching(/^fingerprint\.authorisedSellers\.1\.sellerId: .* same account/),
    );
  });
});

it('accounts that can be met are not warned of', () => {
  const sellers = withSellers(
    { marketplace: 'ebay', sellerId: 'https://www.ebay.com/usr/nordhus' },
    { marketplace: 'amazon', sellerId: 'A1B2C3D4E5F6G7' },
    { marketplace: 'taobao', sellerId: '@nordhus' },
  );
  expect(warned(sellers).filter((line) => line.startsWith('fingerprint.authorisedSellers'))).toEqual([]);
});

describe('a right or an authority that bears nothing is warned of', () => {
  const brand = aBrandWith([aRight()]);
  const given = {
    grantor: 'Nordhavn A/S',
    grantee: 'Jane Holm',
    rights: [],
    territories: [],
    signedAt: '2026-01-01',
    signatory: 'Karl Lind',
  };

  test.each<[string, Partial<Brand>, RegExp]>([
    ['an expired right', { rights: [aRight({ expires: '2025-01-01' })] }, /^rights\.0\.expires: NORDHAVN expired/],
    [
      'an international right without designations',
      { rights: [aRight({ office: 'WIPO', territories: ['WO'] })] },
      /^rights\.0\.territories: .*designates/,
    ],
    [
      'an authority too old',
      { authorities: [{ ...given, signedAt: '2001-01-01' }] },
      /^authorities\.0: the authority of 2001-01-01 names no term/,
    ],
    [
      'an authority for another',
      { authorities: [{ ...given, grantee: 'Somebody' }] },
      /^authorities\.0: the authority is for Somebody/,
    ],
    [
      'an authority that the reporter gave',
      { authorities: [{ ...given, signatory: 'Jane Holm' }] },
      /^authorities\.0: Jane Holm cannot give/,
    ],
    [
      'a watch where no right holds',
      { watches: [{ ...brand.watches[0]!, marketplaces: ['taobao'] }] },
      /^watches\.0\.marketplaces\.0: no right of the brand bears a notice there/,
    ],
  ])('%s', (_, change, said) => {
    expect(warned({ ...brand, ...change })).toContainEqual(expect.stringMatching(said));
  });

  it('and what is known of a venue once it is half a year old', () => {
    expect(warned(brand, new Date('2027-07-01T00:00:00Z')).join('\n')).toMatch(
      /Bazaar notice endpoint was checked 214 days ago/,
    );
  });
});
