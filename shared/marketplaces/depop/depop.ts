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
  venue: {
    channel: 'packet',
    maxTargetsPerNotice: 1,
    programme: "the site's own report form for intellectual property",
    checked: '2026-11-23',
  },
  searchUrl: (keyword) => {
    const url = new URL('https://www.depop.com/search/');
    url.searchParams.set('q', keyword);
    return url.href;
  },
  listingUrl: productUrl,
  readSearch,
  readListing,
};
