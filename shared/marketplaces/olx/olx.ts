import type { Marketplace } from '../marketplace.ts';
import { readListing } from './listing.ts';
import { readSearch } from './search.ts';
import { adUrl, SITES, searchUrl } from './sites.ts';

export const olx: Marketplace = {
  id: 'olx',
  title: 'OLX',
  hosts: Object.keys(SITES),
  imageHosts: ['olxcdn.com', 'olx.com.br', 'olx.ba'],
  requestsPerSecond: 0.5,
  venue: {
    channel: 'packet',
    maxTargetsPerNotice: 1,
    programme: "the site's own report form (in the EU a notice under Article 16 DSA)",
    checked: '2026-11-23',
  },
  searchUrl,
  listingUrl: adUrl,
  readSearch,
  readListing,
};
