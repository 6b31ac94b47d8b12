import type { Marketplace } from '../marketplace.ts';
import { offerPerSite } from '../offer-per-site.ts';
import { readListing } from './listing.ts';
import { readSearch } from './search.ts';
import { itemUrl, SITES, searchUrl } from './sites.ts';

export const shopee: Marketplace = {
  id: 'shopee',
  title: 'Shopee',
  hosts: Object.keys(SITES),
  imageHosts: ['susercontent.com', 'shopeemobile.com'],
  requestsPerSecond: 0.25,
  browser: true,
  programme: 'shopee-ip',
  offerKey: offerPerSite(SITES),
  searchUrl,
  listingUrl: itemUrl,
  readSearch,
  readListing,
};
