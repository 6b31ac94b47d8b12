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
  venue: {
    channel: 'packet',
    maxTargetsPerNotice: 1,
    programme: "the site's own report form (a notice under Article 16 DSA)",
    checked: '2026-11-23',
  },
  searchUrl: (keyword) => {
    const url = new URL('https://es.wallapop.com/search');
    url.searchParams.set('keywords', keyword);
    return url.href;
  },
  listingUrl: itemUrl,
  readSearch,
  readListing,
};
