import type { Marketplace } from '../marketplace.ts';
import { itemUrl, readListing, readSearch } from './products.ts';

export const meesho: Marketplace = {
  id: 'meesho',
  title: 'Meesho',
  hosts: ['meesho.com'],
  requestsPerSecond: 0.5,
  browser: true,
  programme: 'report-form',
  // Further results come as the page is scrolled, from an address that only the page can build.
  searchUrl: (keyword, page) => {
    const url = new URL('https://www.meesho.com/search');
    url.searchParams.set('q', keyword);
    if (page > 1) url.searchParams.set('page', String(page));
    return url.href;
  },
  listingUrl: itemUrl,
  readSearch,
  readListing,
};
