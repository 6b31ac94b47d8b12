import { defineMarketplace } from '../define-marketplace.ts';
import { itemUrl, searchUrl } from './address.ts';
import { listing } from './listing.ts';
import { search } from './search.ts';

export const coupang = defineMarketplace({
  id: 'coupang',
  title: 'Coupang',
  hosts: ['coupang.com'],
  imageHosts: ['coupangcdn.com'],
  requestsPerSecond: 0.25,
  browser: true,
  programme: 'report-form',
  searchUrl,
  listingUrl: itemUrl,
  currency: 'KRW',
  search,
  listing,
});
