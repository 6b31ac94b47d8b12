import type { Marketplace } from '../marketplace.ts';
import { readListing } from './listing.ts';
import { itemUrl, readSearch } from './search.ts';

export const wallapop: Marketplace = {
  id: 'wallapop',
  title: 'Wallapop',
  hosts: ['wallapop.com'],
  imageHosts: ['wallapop.com'],
  requestsPerSecond: 0.5,
  browser: true,
  programme: 'dsa-art16',
  searchUrl: (keyword) => {
    const url = new URL('https://es.wallapop.com/search');
    url.searchParams.set('keywords', keyword);
    return url.href;
  },
  listingUrl: itemUrl,
  readSearch,
  readListing,
};
