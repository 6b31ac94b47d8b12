import type { Marketplace } from '../marketplace.ts';
import { offerPerSite } from '../offer-per-site.ts';
import { readListing } from './listing.ts';
import { readSearch } from './search.ts';
import { itemUrl, SITES, searchUrl } from './sites.ts';

export const jumia: Marketplace = {
  id: 'jumia',
  title: 'Jumia',
  hosts: Object.keys(SITES),
  imageHosts: ['jumia.is'],
  requestsPerSecond: 0.25,
  programme: 'report-form',
  offerKey: offerPerSite(SITES),
  searchUrl,
  listingUrl: itemUrl,
  readSearch,
  readListing,
};
