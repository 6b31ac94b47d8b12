import type { Marketplace } from '../marketplace.ts';
import { offerPerSite } from '../offer-per-site.ts';
import { readListing } from './listing.ts';
import { readSearch } from './search.ts';
import { listingUrl, SITES, searchUrl } from './sites.ts';

export const carousell: Marketplace = {
  id: 'carousell',
  title: 'Carousell',
  hosts: Object.keys(SITES),
  imageHosts: ['karousell.com'],
  requestsPerSecond: 0.25,
  browser: true,
  programme: 'report-form',
  offerKey: offerPerSite(SITES),
  searchUrl,
  listingUrl,
  readSearch,
  readListing,
};
