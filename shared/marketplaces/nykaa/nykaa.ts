import type { Marketplace } from '../marketplace.ts';
import { itemUrl } from './item-link.ts';
import { readListing } from './listing.ts';
import { readSearch } from './search.ts';

export const nykaa: Marketplace = {
  id: 'nykaa',
  title: 'Nykaa',
  hosts: ['nykaa.com', 'nykaafashion.com', 'nykaaman.com'],
  requestsPerSecond: 0.5,
  programme: 'report-form',
  searchUrl: (keyword, page) => {
    const url = new URL('https://www.nykaa.com/search/result/');
    url.searchParams.set('q', keyword);
    if (page > 1) url.searchParams.set('page_no', String(page));
    return url.href;
  },
  listingUrl: itemUrl,
  readSearch,
  readListing,
};
