import { searchPages } from '../define-marketplace.ts';
import type { Marketplace } from '../marketplace.ts';
import { itemUrl, readListing, readSearch } from './products.ts';

export const stockx: Marketplace = {
  id: 'stockx',
  title: 'StockX',
  hosts: ['stockx.com'],
  requestsPerSecond: 0.5,
  browser: true,
  programme: 'report-form',
  searchUrl: searchPages('https://stockx.com/search', 's', 'page'),
  listingUrl: itemUrl,
  readSearch,
  readListing,
};
