import { defineMarketplace, searchPages } from '../define-marketplace.ts';
import { itemUrl, listing, search } from './products.ts';

export const stockx = defineMarketplace({
  id: 'stockx',
  title: 'StockX',
  hosts: ['stockx.com'],
  requestsPerSecond: 0.5,
  browser: true,
  programme: 'report-form',
  searchUrl: searchPages('https://stockx.com/search', 's', 'page'),
  listingUrl: itemUrl,
  currency: 'USD',
  search,
  listing,
});
