import { defineMarketplace } from '../define-marketplace.ts';
import { itemUrl, searchUrl } from './address.ts';
import { listing } from './listing.ts';
import { search } from './search.ts';

export const jd = defineMarketplace({
  id: 'jd',
  title: 'JD.com',
  hosts: ['jd.com', 'jd.hk'],
  imageHosts: ['360buyimg.com'],
  requestsPerSecond: 0.25,
  browser: true,
  programme: 'jd-ipr',
  searchUrl,
  listingUrl: itemUrl,
  currency: 'CNY',
  search,
  listing,
});
