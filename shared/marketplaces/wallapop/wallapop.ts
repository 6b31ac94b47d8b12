import { defineMarketplace, searchPages } from '../define-marketplace.ts';
import { listing } from './listing.ts';
import { itemUrl, search } from './search.ts';

export const wallapop = defineMarketplace({
  id: 'wallapop',
  title: 'Wallapop',
  hosts: ['wallapop.com'],
  imageHosts: ['wallapop.com'],
  requestsPerSecond: 0.5,
  browser: true,
  programme: 'dsa-art16',
  searchUrl: searchPages('https://es.wallapop.com/search', 'keywords'),
  listingUrl: itemUrl,
  currency: 'EUR',
  search,
  listing,
});
