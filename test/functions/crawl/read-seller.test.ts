import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readSellerPage } from '#functions/crawl/read-seller.ts';
import type { Listing } from '#shared/domain/listing.ts';
import type { SearchReading, SellerReading } from '#shared/extraction/reading.ts';
import { bazaar } from '#shared/marketplaces/bazaar/bazaar.ts';
import type { Marketplace } from '#shared/marketplaces/marketplace.ts';
import { aListing } from '#test/support/builders.ts';

const page = { url: 'https://shop.example/seller/fjord-shop', status: 200, body: '' };

function read(search: Partial<SearchReading>, store?: Partial<SellerReading>): SearchReading {
  const venue: Marketplace = {
    ...bazaar,
    readSearch: () => ({ coverage: 'complete', listings: [], nextPageUrl: null, ...search }),
    readSeller: store && (() => ({ coverage: 'complete', seller: null, ...store })),
  };
  return readSellerPage(page, venue, 'fjord-shop');
}

const offer = (id: string, seller: Listing['seller']) => aListing({ id, seller });
const idsOf = ({ listings }: SearchReading) => listings.map(({ id }) => id);

describe("a page of one seller's offers", () => {
  test('gives each offer the account and the page that lists it, where the page says whose it is', () => {
    const reading = read({ listings: [offer('a', null)] }, { seller: { id: 'fjord-shop', name: 'Fjord Shop' } });
    expect(reading.listings[0]!.seller).toEqual({ id: 'fjord-shop', url: page.url });
  });

  test('puts no account on offers that name none, where the page does not say whose it is', () => {
    expect(read({ listings: [offer('a', null)] }).listings[0]!.seller).toBeNull();
  });

  test('leaves out what another account sells', () => {
    const listings = [
      offer('a', { id: 'fjord-shop' }),
      offer('b', { id: 'other' }),
      offer('c', { name: 'Fjord Shop' }),
    ];
    expect(idsOf(read({ listings }, { seller: { id: 'FJORD-SHOP', name: 'Fjord Shop' } }))).toEqual(['a', 'c']);
  });

  test('of another account gives no offer that names none', () => {
    const listings = [offer('a', null), offer('b', { id: 'fjord-shop' })];
    const store = { seller: { id: 'other', name: 'Other Shop' } };
    expect(idsOf(read({ listings }, store))).toEqual(['b']);
    expect(read({ listings: [offer('a', null)] }, store)).toMatchObject({
      coverage: 'unreadable',
      reason: 'the page is that of another account: other',
    });
  });

  test('that names its account by a name alone gives them, for an id may be written otherwise', () => {
    const reading = read({ listings: [offer('a', null)] }, { seller: { name: 'Another Name' } });
    expect(reading.listings.map(({ seller }) => seller)).toEqual([null]);
  });

  test('that shows everybody else is unreadable, not empty', () => {
    expect(read({ listings: [offer('b', { id: 'other' })] })).toMatchObject({
      coverage: 'unreadable',
      reason: 'the page shows offers of other sellers only',
    });
  });

  test('that only tells of the seller is unreadable, not empty', () => {
    const search = { coverage: 'unreadable' as const, reason: 'unknown layout' };
    expect(read(search, { seller: { id: 'fjord-shop' } })).toMatchObject({
      coverage: 'unreadable',
      reason: expect.stringContaining('lists none of its offers'),
    });
  });

  test('of a store that the marketplace closed is empty, in its words', () => {
    expect(read({ coverage: 'unreadable' }, { closed: 'This shop was closed.' })).toMatchObject({
      coverage: 'empty',
      reason: 'the marketplace says that the store is closed: This shop was closed.',
    });
  });

  test('keeps the verdict of its results: partial stays partial, a block page blocked', () => {
    const some = { coverage: 'partial' as const, reason: 'read 10 of 40', listings: [offer('a', null)] };
    expect(read(some)).toMatchObject({ coverage: 'partial', reason: 'read 10 of 40' });
    expect(read({ coverage: 'blocked', reason: 'captcha' })).toMatchObject({ coverage: 'blocked', reason: 'captcha' });
  });

  test('never shows an offer of an account that is not the one asked for', () => {
    const account = fc.constantFrom('fjord-shop', 'Fjord-Shop', 'other', 'fjord', 'fjord-shop-2');
    fc.assert(
      fc.property(fc.array(account, { maxLength: 8 }), (accounts) => {
        const reading = read({ listings: accounts.map((id, index) => offer(String(index), { id })) });
        for (const { seller } of reading.listings) expect(seller!.id!.toLowerCase()).toBe('fjord-shop');
        if (accounts.length > 0 && reading.listings.length === 0) expect(reading.coverage).toBe('unreadable');
      }),
    );
  });

  test('is read by the real readers of the sample marketplace', () => {
    const body = readFileSync(
      new URL('../../../shared/marketplaces/bazaar/fixtures/seller.html', import.meta.url),
      'utf8',
    );
    const url = bazaar.sellerOffersUrl!('krogens-lager');
    const reading = readSellerPage({ url, status: 200, body }, bazaar, 'krogens-lager');
    expect(reading.coverage).toBe('complete');
    expect(reading.listings).toHaveLength(2);
    for (const { seller } of reading.listings) expect(seller).toMatchObject({ id: 'krogens-lager', url });
  });
});
