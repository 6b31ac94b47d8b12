import type { Marketplace } from '../marketplace.ts';
import { itemUrl, searchUrl } from './address.ts';
import { readListing } from './listing.ts';
import { readSearch } from './search.ts';

export const jd: Marketplace = {
  id: 'jd',
  title: 'JD.com',
  hosts: ['jd.com', 'jd.hk'],
  imageHosts: ['360buyimg.com'],
  requestsPerSecond: 0.25,
  browser: true,
  programme: 'jd-ipr',
  searchUrl,
  listingUrl: itemUrl,
  readSearch,
  readListing,
};
