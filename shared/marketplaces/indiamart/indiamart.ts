import type { Marketplace } from '../marketplace.ts';

import { itemUrl, searchUrl } from './address.ts';
import { readListing } from './listing.ts';
import { readSearch } from './search.ts';

export const indiamart: Marketplace = {
  id: 'indiamart',
  title: 'IndiaMART',
  hosts: ['indiamart.com'],
  imageHosts: ['imimg.com'],
  requestsPerSecond: 0.25,
  programme: 'report-form',

  searchUrl,
  listingUrl: itemUrl,
  readSearch,
  readListing,
};
