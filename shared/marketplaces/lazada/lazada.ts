import { defineMarketplace } from '../define-marketplace.ts';
import { offerPerSite } from '../offer-per-site.ts';
import { listing } from './listing.ts';
import { search } from './search.ts';
import { itemUrl, lazadaSite, SITES, searchUrl } from './sites.ts';

export const lazada = defineMarketplace({
  id: 'lazada',
  title: 'Lazada',
  hosts: Object.keys(SITES),
  imageHosts: ['lazcdn.com', 'slatic.net', 'alicdn.com'],
  requestsPerSecond: 0.25,
  browser: true,
  programme: 'alibaba-ipp',
  offerKey: offerPerSite(SITES),
  searchUrl,
  listingUrl: itemUrl,
  siteOf: lazadaSite,
  currency: (doc) => SITES[lazadaSite(doc)],
  search,
  listing,
});
