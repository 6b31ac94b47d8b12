import type { Marketplace } from '../marketplace.ts';
import { itemUrl } from './item-link.ts';
import { readListing } from './listing.ts';
import { readSearch } from './search.ts';

export const flipkart: Marketplace = {
  id: 'flipkart',
  title: 'Flipkart',
  hosts: ['flipkart.com'],
  imageHosts: ['flixcart.com'],
  requestsPerSecond: 0.5,
  programme: 'report-form',
  searchUrl: (keyword, page) => {
    const url = new URL('https://www.flipkart.com/search');
    url.searchParams.set('q', keyword);
    if (page > 1) url.searchParams.set('page', String(page));
    return url.href;
  },
  listingUrl: itemUrl,
  readSearch,
  readListing,
};
