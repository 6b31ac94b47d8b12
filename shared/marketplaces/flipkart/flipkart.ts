import { defineMarketplace, searchPages } from '../define-marketplace.ts';
import { itemUrl } from './item-link.ts';
import { listing } from './listing.ts';
import { search } from './search.ts';

export const flipkart = defineMarketplace({
  id: 'flipkart',
  title: 'Flipkart',
  hosts: ['flipkart.com'],
  imageHosts: ['flixcart.com'],
  requestsPerSecond: 0.5,
  programme: 'report-form',
  searchUrl: searchPages('https://www.flipkart.com/search', 'q', 'page'),
  listingUrl: itemUrl,
  currency: 'INR',
  search,
  listing,
});
