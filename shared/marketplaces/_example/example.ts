import { defineMarketplace, searchPages } from '../define-marketplace.ts';
import { itemUrl } from './address.ts';
import { listing } from './listing.ts';
import { search } from './search.ts';

export const example = defineMarketplace({
  id: 'example',
  title: 'Example',
  hosts: ['shop.example'],
  requestsPerSecond: 0.25,
  programme: 'report-form',
  searchUrl: searchPages('https://www.shop.example/search', 'q', 'page'),
  listingUrl: itemUrl,
  currency: 'USD',
  search,
  listing,
});
