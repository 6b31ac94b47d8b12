import type { Marketplace } from '../marketplace.ts';
import { itemUrl } from './address.ts';
import { readListing } from './listing.ts';
import { readSearch } from './search.ts';

export const example: Marketplace = {
  id: 'example',
  title: 'Example',
  hosts: ['shop.example'],
  requestsPerSecond: 0.25,
  programme: 'report-form',
  searchUrl: (keyword, page) => {
    const url = new URL('https://www.shop.example/search');
    url.searchParams.set('q', keyword);
    if (page > 1) url.searchParams.set('page', String(page));
    return url.href;
  },
  listingUrl: itemUrl,
  readSearch,
  readListing,
};
