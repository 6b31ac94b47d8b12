import type { Marketplace } from '../marketplace.ts';
import { goodsUrl, searchUrl } from './address.ts';
import { readListing } from './listing.ts';
import { readSearch } from './search.ts';

export const temu: Marketplace = {
  id: 'temu',
  title: 'Temu',
  hosts: ['temu.com'],
  imageHosts: ['kwcdn.com'],
  requestsPerSecond: 0.25,
  browser: true,
  programme: 'temu-ip',
  searchUrl,
  listingUrl: goodsUrl,
  readSearch,
  readListing,
};
