import type { Marketplace } from '#shared/marketplaces/marketplace.ts';
import { listingUrl, searchUrl } from './address.ts';
import { readListing } from './listing.ts';
import { readSearch } from './search.ts';
import { readSeller } from './seller.ts';

export const bazaar: Marketplace = {
  id: 'bazaar',
  title: 'Bazaar (sample)',
  hosts: ['bazaar.example', '127.0.0.1', 'localhost'],
  // The shop refuses the 21st page in a second.
  requestsPerSecond: 15,
  venue: {
    channel: 'webhook',
    maxTargetsPerNotice: 1,
    programme: 'Bazaar notice endpoint, POST /api/notices',
    checked: '2026-11-23',
  },
  searchUrl,
  listingUrl,
  readSearch,
  readListing,
  readSeller,
};
