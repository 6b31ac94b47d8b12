import { defineMarketplace } from '../define-marketplace.ts';
import { itemUrl, searchUrl } from './address.ts';
import { listing } from './listing.ts';
import { search } from './search.ts';

export const gmarket = defineMarketplace({
  id: 'gmarket',
  title: 'Gmarket',
  hosts: ['gmarket.co.kr', 'gmarket.com'],
  imageHosts: ['gmarket.co.kr'],
  requestsPerSecond: 0.25,
  browser: true,
  programme: 'report-form',
  searchUrl,
  listingUrl: itemUrl,
  currency: 'KRW',
  search,
  listing,
});
