import { describe, expect, it } from 'vitest';
import { isAuthorisedSeller } from '#shared/cases/authorised-seller.ts';
import { venues } from '#shared/notices/venue.ts';
import { aMarketplace } from '#test/support/a-venue.ts';
import { aBrand, aListing } from '#test/support/builders.ts';

describe('the venue of a listing', () => {
  const known = [aMarketplace(), aMarketplace({ id: 'any-shop', hosts: [] })];

  it('is the marketplace with its own hosts', () => {
    expect(venues({}, known)(aListing())).toMatchObject({
      id: 'bazaar',
      hosts: ['bazaar.example'],
      origin: 'https://bazaar.example',
    });
  });

  it('lives elsewhere when it is told to', () => {
    const venue = venues({ bazaar: 'http://127.0.0.1:4711' }, known)(aListing())!;
    expect(venue.origin).toBe('http://127.0.0.1:4711');
    expect(venue.hosts).toContain('127.0.0.1');
    expect(venue.site).toBe('http://127.0.0.1:4711');
  });

  it('is the shop itself for a reader of any shop', () => {
    const venue = venues({}, known)(aListing({ marketplace: 'any-shop', url: 'https://shop.example/p/1' }))!;
    expect(venue).toMatchObject({
      hosts: ['shop.example'],
      origin: 'https://shop.example',
      site: 'https://shop.example',
    });
  });

  it('is unknown for an unknown marketplace or an address that is none', () => {
    expect(venues({}, known)(aListing({ marketplace: 'gone' }))).toBeUndefined();
    expect(venues({}, known)(aListing({ url: 'nonsense' }))).toBeUndefined();
  });
});

describe('an authorised seller', () => {
  const brand = aBrand();
  it('is recognised by id or name, in any case, on country sites too', () => {
    expect(isAuthorisedSeller(brand, 'bazaar', { id: 'nordhavn-official' })).toBe(true);
    expect(isAuthorisedSeller(brand, 'bazaar', { id: '77', name: ' Nordhavn-OFFICIAL ' })).toBe(true);
    expect(isAuthorisedSeller(brand, 'bazaar@de', { id: 'nordhavn-official' })).toBe(true);
  });

  it('is recognised when the brand names one of its country sites and the listing does not', () => {
    const authorisedSellers = [{ marketplace: 'bazaar@www.bazaar.de', sellerId: 'partner' }];
    const named = aBrand({ fingerprint: { ...brand.fingerprint, authorisedSellers } });
    expect(isAuthorisedSeller(named, 'bazaar', { id: 'partner' })).toBe(true);
    expect(isAuthorisedSeller(named, 'ebay', { id: 'partner' })).toBe(false);
  });

  it('is not anybody else, nor the same name on another marketplace', () => {
    expect(isAuthorisedSeller(brand, 'bazaar', { id: 'nordhavn-official-store' })).toBe(false);
    expect(isAuthorisedSeller(brand, 'ebay', { id: 'nordhavn-official' })).toBe(false);
    expect(isAuthorisedSeller(brand, 'bazaar', null)).toBe(false);
    expect(isAuthorisedSeller(brand, 'bazaar', {})).toBe(false);
  });
});
