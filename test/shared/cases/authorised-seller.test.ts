import { describe, expect, it, test } from 'vitest';
import { isAuthorisedSeller } from '#shared/cases/authorised-seller.ts';
import { authorisedSeller } from '#shared/signals/authorised-seller.ts';
import { aBrand, aListing } from '#test/support/builders.ts';

const brandWith = (marketplace: string, sellerId: string) => {
  const { fingerprint } = aBrand();
  return aBrand({ fingerprint: { ...fingerprint, authorisedSellers: [{ marketplace, sellerId }] } });
};

const SPELLINGS: [why: string, entry: string, shown: string][] = [
  ['the accent is a character of its own', 'Café Nord', 'Cafe\u0301 Nord'],
  ['of capital i with a dot', 'istanbul outdoor', 'İSTANBUL OUTDOOR'],
  ['of i without a dot', 'ISPARTA SPOR', 'ısparta spor'],
  ['of sharp s', 'Strauß Outdoor', 'STRAUSS OUTDOOR'],
  ['of capital sharp s', 'STRAUẞ', 'strauß'],
  ['of a blank that does not break', 'Nord Hus', 'Nord\u00a0Hus'],
  ['of blanks in a row', 'Nord Hus', ' Nord   Hus '],
  ['of characters without width', 'nordhus', 'nord\u200bhus\ufeff'],
  ['of the apostrophe', "Anna's Outdoor", 'Anna’s Outdoor'],
  ['of the at sign', '@nordhus', 'nordhus'],
  ['of the at sign on the page', 'nordhus', '@nordhus'],
  ['of case', 'NordHus', 'nordhus'],
  ['of full width', 'ＮｏｒｄＨｕｓ', 'nordhus'],
  ['the profile’s address is given', 'https://www.bazaar.example/usr/nord-hus/', 'nord-hus'],
  ['the profile’s address is encoded', 'https://bazaar.example/shop/Caf%C3%A9%20Nord.html', 'Café Nord'],
  ['the account is in the query of the address', 'https://bazaar.example/profile?user=nordhus&tab=1', 'nordhus'],
];

describe('an authorised seller', () => {
  test.each(SPELLINGS)('is known in spite %s', (_, entry, shown) => {
    const brand = brandWith('bazaar', entry);
    expect(isAuthorisedSeller(brand, 'bazaar', { name: shown })).toBe(true);
    const signal = authorisedSeller.evaluate({
      brand,
      listing: aListing({ seller: { id: shown } }),
      now: new Date('2026-12-01T00:00:00Z'),
    });
    expect(signal).toMatchObject({ value: 1 });
  });

  it('of one marketplace is one of all that share its accounts', () => {
    const brand = brandWith('taobao', 'tb-nordhus');
    expect(isAuthorisedSeller(brand, 'tmall', { id: 'tb-nordhus' })).toBe(true);
    expect(isAuthorisedSeller(brand, '1688', { id: 'tb-nordhus' })).toBe(true);
    expect(isAuthorisedSeller(brand, 'aliexpress', { id: 'tb-nordhus' })).toBe(false);
  });

  test.each([
    ['nordhus', 'nordhus2'],
    ['nord-hus', 'nordhus'],
    ['nordhus', 'n0rdhus'],
  ])('%s is not %s', (entry, shown) => {
    expect(isAuthorisedSeller(brandWith('bazaar', entry), 'bazaar', { id: shown, name: shown })).toBe(false);
  });

  it('is nobody whose name is made of nothing that can be seen', () => {
    expect(isAuthorisedSeller(brandWith('bazaar', '\u200b'), 'bazaar', { id: '\ufeff' })).toBe(false);
  });
});
