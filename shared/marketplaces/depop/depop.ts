import { defineMarketplace, searchPages } from '../define-marketplace.ts';
import { listing } from './listing.ts';
import { productUrl, search } from './search.ts';

export const depop = defineMarketplace({
  id: 'depop',
  title: 'Depop',
  hosts: ['depop.com'],
  imageHosts: ['depop.com'],
  requestsPerSecond: 0.25,
  browser: true,
  programme: 'report-form',
  searchUrl: searchPages('https://www.depop.com/search/', 'q'),
  listingUrl: productUrl,
  currency: 'USD',
  search,
  listing,
});
