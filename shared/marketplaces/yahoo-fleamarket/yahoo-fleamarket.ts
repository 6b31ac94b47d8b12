import type { Marketplace } from '../marketplace.ts';
import { itemUrl } from './address.ts';
import { readListing } from './listing.ts';
import { readSearch } from './search.ts';

export const yahooFleamarket: Marketplace = {
  id: 'yahoo-fleamarket',
  title: 'Yahoo! Fleamarket (formerly PayPay Fleamarket)',
  hosts: ['paypayfleamarket.yahoo.co.jp'],
  imageHosts: ['yimg.jp'],
  requestsPerSecond: 0.5,
  browser: true,
  programme: 'report-form',
  searchUrl: (keyword, page) => {
    const url = new URL('https://paypayfleamarket.yahoo.co.jp/search');
    url.searchParams.set('query', keyword);
    if (page > 1) url.searchParams.set('page', String(page));
    return url.href;
  },
  listingUrl: itemUrl,
  readSearch,
  readListing,
};
