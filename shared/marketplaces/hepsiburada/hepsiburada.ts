import type { Marketplace } from '../marketplace.ts';

import { itemUrl, searchUrl } from './address.ts';
import { readListing } from './listing.ts';
import { readSearch } from './search.ts';

export const hepsiburada: Marketplace = {
  id: 'hepsiburada',
  title: 'Hepsiburada',
  hosts: ['hepsiburada.com'],
  imageHosts: ['productimages.hepsiburada.net'],
  requestsPerSecond: 0.25,
  programme: 'report-form',

  searchUrl,
  listingUrl: itemUrl,
  readSearch,
  readListing,
};
