import type { Marketplace } from '../marketplace.ts';
import { itemUrl, readListing, readSearch } from './products.ts';

export const stockx: Marketplace = {
  id: 'stockx',
  title: 'StockX',
  hosts: ['stockx.com'],
  requestsPerSecond: 0.5,
  browser: true,
  programme: 'report-form',
  searchUrl: (keyword, page) => {
    const url = new URL('https://stockx.com/search');
    url.searchParams.set('s', keyword);
    if (page > 1) url.searchParams.set('page', String(page));
    return url.href;
  },
  listingUrl: itemUrl,
  readSearch,
  readListing,
};
