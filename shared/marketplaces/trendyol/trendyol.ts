import type { Marketplace } from '../marketplace.ts';
import { itemUrl } from './item-link.ts';
import { readListing } from './listing.ts';
import { readSearch } from './search.ts';

export const trendyol: Marketplace = {
  id: 'trendyol',
  title: 'Trendyol',
  hosts: ['trendyol.com'],
  imageHosts: ['dsmcdn.com'],
  requestsPerSecond: 0.5,
  browser: true,
  programme: 'report-form',
  searchUrl: (keyword, page) => {
    const url = new URL('https://www.trendyol.com/sr');
    url.searchParams.set('q', keyword);
    if (page > 1) url.searchParams.set('pi', String(page));
    return url.href;
  },
  listingUrl: itemUrl,
  readSearch,
  readListing,
};
