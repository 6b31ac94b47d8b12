import type { Marketplace } from '../marketplace.ts';
import { itemUrl } from './address.ts';
import { readListing } from './listing.ts';
import { readSearch } from './search.ts';

export const yahooAuctions: Marketplace = {
  id: 'yahoo-auctions',
  title: 'Yahoo! Auctions (Japan)',
  hosts: ['auctions.yahoo.co.jp'],
  imageHosts: ['yimg.jp'],
  requestsPerSecond: 0.5,
  programme: 'report-form',
  searchUrl: (keyword, page) => {
    const url = new URL('https://auctions.yahoo.co.jp/search/search');
    url.searchParams.set('p', keyword);
    url.searchParams.set('n', '50');
    // The list counts offers from 1.
    if (page > 1) url.searchParams.set('b', String((page - 1) * 50 + 1));
    return url.href;
  },
  listingUrl: itemUrl,
  readSearch,
  readListing,
};
