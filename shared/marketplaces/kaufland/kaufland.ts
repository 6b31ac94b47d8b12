import type { Marketplace } from '../marketplace.ts';
import { offerPerSite } from '../offer-per-site.ts';
import { readListing } from './listing.ts';
import { readSearch } from './search.ts';
import { itemUrl, SITES, searchUrl } from './sites.ts';

export const kaufland: Marketplace = {
  id: 'kaufland',
  title: 'Kaufland',
  hosts: Object.keys(SITES),
  imageHosts: ['media.cdn.kaufland.de'],
  requestsPerSecond: 0.25,
  programme: 'report-form',
  offerKey: offerPerSite(SITES),
  searchUrl,
  listingUrl: itemUrl,
  readSearch,
  readListing,
};
