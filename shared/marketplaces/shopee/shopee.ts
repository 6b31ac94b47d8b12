import { defineMarketplace } from '../define-marketplace.ts';
import { offerPerSite } from '../offer-per-site.ts';
import { listing } from './listing.ts';
import { search } from './search.ts';
import { itemUrl, SITES, searchUrl, shopeeSite } from './sites.ts';

export const shopee = defineMarketplace({
  id: 'shopee',
  title: 'Shopee',
  hosts: Object.keys(SITES),
  imageHosts: ['susercontent.com', 'shopeemobile.com'],
  requestsPerSecond: 0.25,
  browser: true,
  programme: 'shopee-ip',
  offerKey: offerPerSite(SITES),
  searchUrl,
  listingUrl: itemUrl,
  siteOf: shopeeSite,
  currency: (doc) => SITES[shopeeSite(doc)],
  search,
  listing,
});
