import { defineMarketplace } from '../define-marketplace.ts';
import { offerPerSite } from '../offer-per-site.ts';
import { listing } from './listing.ts';
import { search } from './search.ts';
import { adUrl, SITES, searchUrl, siteOf } from './sites.ts';

export const gumtree = defineMarketplace({
  id: 'gumtree',
  title: 'Gumtree',
  hosts: Object.keys(SITES),
  imageHosts: ['gumtree.com', 'gumtree.com.au', 'ebayimg.com'],
  requestsPerSecond: 0.5,
  programme: 'report-form',
  offerKey: offerPerSite(SITES),
  searchUrl,
  listingUrl: adUrl,
  siteOf,
  currency: (doc) => SITES[siteOf(doc)],
  search,
  listing,
});
