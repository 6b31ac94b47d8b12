import { searchPages } from '../define-marketplace.ts';
import type { Marketplace } from '../marketplace.ts';
import { readListing, readSearch } from './products.ts';

export const goat: Marketplace = {
  id: 'goat',
  title: 'GOAT',
  hosts: ['goat.com'],
  requestsPerSecond: 0.5,
  browser: true,
  programme: 'report-form',
  searchUrl: searchPages('https://www.goat.com/search', 'query', 'pageNumber'),
  listingUrl: (id) => `https://www.goat.com/sneakers/${encodeURIComponent(id)}`,
  readSearch,
  readListing,
};
