import type { Marketplace } from '../marketplace.ts';
import { itemUrl, searchUrl } from './address.ts';
import { readListing } from './listing.ts';
import { readSearch } from './search.ts';

export const coupang: Marketplace = {
  id: 'coupang',
  title: 'Coupang',
  hosts: ['coupang.com'],
  imageHosts: ['coupangcdn.com'],
  requestsPerSecond: 0.25,
  browser: true,
  programme: 'report-form',
  searchUrl,
  listingUrl: itemUrl,
  readSearch,
  readListing,
};
