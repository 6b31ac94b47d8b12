import type { Marketplace } from '../marketplace.ts';
import { offerPerSite } from '../offer-per-site.ts';
import { readListing } from './listing.ts';
import { readSearch } from './search.ts';
import { adUrl, SITES, searchUrl } from './sites.ts';

export const olx: Marketplace = {
  id: 'olx',
  title: 'OLX',
  hosts: Object.keys(SITES),
  imageHosts: ['olxcdn.com', 'olx.com.br', 'olx.ba'],
  requestsPerSecond: 0.5,
  programme: 'dsa-art16',
  offerKey: offerPerSite(SITES),
  searchUrl,
  listingUrl: adUrl,
  readSearch,
  readListing,
};
