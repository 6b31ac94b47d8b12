import type { Marketplace } from '../marketplace.ts';
import { adUrl } from './address.ts';
import { readListing } from './listing.ts';
import { readSearch } from './search.ts';

export const leboncoin: Marketplace = {
  id: 'leboncoin',
  title: 'Leboncoin',
  hosts: ['leboncoin.fr'],
  requestsPerSecond: 0.25,
  browser: true,
  programme: 'dsa-art16',
  searchUrl: (keyword, page) => {
    const url = new URL('https://www.leboncoin.fr/recherche');
    url.searchParams.set('text', keyword);
    if (page > 1) url.searchParams.set('page', String(page));
    return url.href;
  },
  listingUrl: adUrl,
  readSearch,
  readListing,
};
