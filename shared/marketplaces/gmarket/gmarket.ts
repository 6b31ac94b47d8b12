import type { Marketplace } from '../marketplace.ts';
import { itemUrl, searchUrl } from './address.ts';
import { readListing } from './listing.ts';
import { readSearch } from './search.ts';

export const gmarket: Marketplace = {
  id: 'gmarket',
  title: 'Gmarket',
  hosts: ['gmarket.co.kr', 'gmarket.com'],
  imageHosts: ['gmarket.co.kr'],
  requestsPerSecond: 0.25,
  browser: true,
  programme: 'report-form',
  searchUrl,
  listingUrl: itemUrl,
  readSearch,
  readListing,
};
