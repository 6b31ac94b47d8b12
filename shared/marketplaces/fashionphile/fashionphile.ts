import { searchPages } from '../define-marketplace.ts';
import type { Marketplace } from '../marketplace.ts';
import { readListing, readSearch } from './products.ts';

export const fashionphile: Marketplace = {
  id: 'fashionphile',
  title: 'Fashionphile',
  hosts: ['fashionphile.com'],
  imageHosts: ['cdn.shopify.com'],
  requestsPerSecond: 0.5,
  programme: 'report-form',
  searchUrl: searchPages('https://www.fashionphile.com/shop', 'search', 'page'),
  listingUrl: (id) => `https://www.fashionphile.com/search?q=${encodeURIComponent(id)}`,
  readSearch,
  readListing,
};
