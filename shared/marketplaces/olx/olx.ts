import { defineMarketplace } from '../define-marketplace.ts';
import { offerPerSite } from '../offer-per-site.ts';
import { listing } from './listing.ts';
import { search } from './search.ts';
import { adUrl, SITES, searchUrl, siteOf } from './sites.ts';

export const olx = defineMarketplace({
  id: 'olx',
  title: 'OLX',
  hosts: Object.keys(SITES),
  imageHosts: ['olxcdn.com', 'olx.com.br', 'olx.ba'],
  requestsPerSecond: 0.5,
  programme: 'dsa-art16',
  offerKey: offerPerSite(SITES),
  searchUrl,
  listingUrl: adUrl,
  siteOf,
  currency: (doc) => SITES[siteOf(doc)],
  search,
  listing,
});
