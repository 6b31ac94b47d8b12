import { defineMarketplace, searchPages } from '../define-marketplace.ts';
import { itemUrl, listing, search } from './products.ts';

export const meesho = defineMarketplace({
  id: 'meesho',
  title: 'Meesho',
  hosts: ['meesho.com'],
  requestsPerSecond: 0.5,
  browser: true,
  programme: 'report-form',
  // Further results come as the page is scrolled, from an address that only the page can build.
  searchUrl: searchPages('https://www.meesho.com/search', 'q', 'page'),
  listingUrl: itemUrl,
  currency: 'INR',
  search,
  listing,
});
