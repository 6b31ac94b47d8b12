import type { Marketplace } from '../marketplace.ts';
import { offerPerSite } from '../offer-per-site.ts';
import { readListing } from './listing.ts';
import { readSearch } from './search.ts';
import { adUrl, SITES, searchUrl } from './sites.ts';

export const gumtree: Marketplace = {
  id: 'gumtree',
  title: 'Gumtree',
  hosts: Object.keys(SITES),
  imageHosts: ['gumtree.com', 'gumtree.com.au', 'ebayimg.com'],
  requestsPerSecond: 0.5,
  programme: 'report-form',
  offerKey: offerPerSite(SITES),
  searchUrl,
  listingUrl: adUrl,
  readSearch,
  readListing,
};
