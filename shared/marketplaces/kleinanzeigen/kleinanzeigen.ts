import type { Marketplace } from '../marketplace.ts';
import { adUrl } from './address.ts';
import { readListing } from './listing.ts';
import { readSearch } from './search.ts';

export const kleinanzeigen: Marketplace = {
  id: 'kleinanzeigen',
  title: 'Kleinanzeigen (formerly eBay Kleinanzeigen)',
  hosts: ['kleinanzeigen.de', 'ebay-kleinanzeigen.de'],
  requestsPerSecond: 0.5,
  programme: 'dsa-art16',
  searchUrl: (keyword, page) => {
    const url = new URL('https://www.kleinanzeigen.de/s-suchanfrage.html');
    url.searchParams.set('keywords', keyword);
    if (page > 1) url.searchParams.set('pageNum', String(page));
    return url.href;
  },
  listingUrl: adUrl,
  readSearch,
  readListing,
};
