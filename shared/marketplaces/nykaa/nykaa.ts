import { defineMarketplace, searchPages } from '../define-marketplace.ts';
import { itemUrl } from './item-link.ts';
import { listing } from './listing.ts';
import { search } from './search.ts';

export const nykaa = defineMarketplace({
  id: 'nykaa',
  title: 'Nykaa',
  hosts: ['nykaa.com', 'nykaafashion.com', 'nykaaman.com'],
  requestsPerSecond: 0.5,
  programme: 'report-form',
  searchUrl: searchPages('https://www.nykaa.com/search/result/', 'q', 'page_no'),
  listingUrl: itemUrl,
  currency: 'INR',
  search,
  listing,
});
