import type { Marketplace } from '../marketplace.ts';
import { readListing } from './listing.ts';
import { productUrl, readSearch } from './search.ts';

export const depop: Marketplace = {
  id: 'depop',
  title: 'Depop',
  hosts: ['depop.com'],
  imageHosts: ['depop.com'],
  requestsPerSecond: 0.25,
  browser: true,
  programme: 'report-form',
  searchUrl: (keyword) => {
    const url = new URL('https://www.depop.com/search/');
    url.searchParams.set('q', keyword);
    return url.href;
  },
  listingUrl: productUrl,
  readSearch,
  readListing,
};
