import type { Marketplace } from '../marketplace.ts';
import { offerPerSite } from '../offer-per-site.ts';
import { readListing } from './listing.ts';
import { readSearch } from './search.ts';
import { itemUrl, SITES, searchUrl } from './sites.ts';

export const daraz: Marketplace = {
  id: 'daraz',
  title: 'Daraz',
  hosts: Object.keys(SITES),
  imageHosts: ['drz.lazcdn.com', 'daraz.pk'],
  requestsPerSecond: 0.25,
  browser: true,
  programme: 'report-form',
  offerKey: offerPerSite(SITES),
  searchUrl,
  listingUrl: itemUrl,
  readSearch,
  readListing,
};
