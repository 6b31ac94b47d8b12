import { defineMarketplace } from '../define-marketplace.ts';
import { offerPerSite } from '../offer-per-site.ts';
import { listing } from './listing.ts';
import { search } from './search.ts';
import { listingUrl, SITES, searchUrl, siteOf } from './sites.ts';

export const carousell = defineMarketplace({
  id: 'carousell',
  title: 'Carousell',
  hosts: Object.keys(SITES),
  imageHosts: ['karousell.com'],
  requestsPerSecond: 0.25,
  browser: true,
  programme: 'report-form',
  offerKey: offerPerSite(SITES),
  searchUrl,
  listingUrl,
  siteOf,
  currency: (doc) => SITES[siteOf(doc)],
  search,
  listing,
});
