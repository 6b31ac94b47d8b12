import { defineMarketplace } from '../define-marketplace.ts';
import { itemUrl } from './address.ts';
import { listing } from './listing.ts';
import { search } from './search.ts';

export const yahooAuctions = defineMarketplace({
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
  currency: 'JPY',
  search,
  listing,
});
