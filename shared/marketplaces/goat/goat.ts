import type { Marketplace } from '../marketplace.ts';
import { readListing, readSearch } from './products.ts';

export const goat: Marketplace = {
  id: 'goat',
  title: 'GOAT',
  hosts: ['goat.com'],
  requestsPerSecond: 0.5,
  browser: true,
  programme: 'report-form',
  searchUrl: (keyword, page) => {
    const url = new URL('https://www.goat.com/search');
    url.searchParams.set('query', keyword);
    if (page > 1) url.searchParams.set('pageNumber', String(page));
    return url.href;
  },
  listingUrl: (id) => `https://www.goat.com/sneakers/${encodeURIComponent(id)}`,
  readSearch,
  readListing,
};
