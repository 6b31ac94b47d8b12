import type { Marketplace } from '../marketplace.ts';

import { itemUrl, searchUrl } from './address.ts';
import { readListing } from './listing.ts';
import { readSearch } from './search.ts';

export const tokopedia: Marketplace = {
  id: 'tokopedia',
  title: 'Tokopedia',
  hosts: ['tokopedia.com'],
  imageHosts: ['images.tokopedia.net'],
  requestsPerSecond: 0.25,
  browser: true,
  programme: 'report-form',

  searchUrl,
  listingUrl: itemUrl,
  readSearch,
  readListing,
};
