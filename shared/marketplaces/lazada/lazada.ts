import type { Marketplace } from '../marketplace.ts';
import { offerPerSite } from '../offer-per-site.ts';
import { readListing } from './listing.ts';
import { readSearch } from './search.ts';
import { itemUrl, SITES, searchUrl } from './sites.ts';

export const lazada: Marketplace = {
  id: 'lazada',
  title: 'Lazada',
  hosts: Object.keys(SITES),
  imageHosts: ['lazcdn.com', 'slatic.net', 'alicdn.com'],
  requestsPerSecond: 0.25,
  browser: true,
  programme: 'alibaba-ipp',
  offerKey: offerPerSite(SITES),
  searchUrl,
  listingUrl: itemUrl,
  readSearch,
  readListing,
};
