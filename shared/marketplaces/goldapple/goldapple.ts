import { siteNamed } from '#shared/extraction/country-sites.ts';
import { defineMarketplace } from '../define-marketplace.ts';
import { offerPerSite } from '../offer-per-site.ts';
import { itemUrl, listing, SITES, search, siteOf } from './products.ts';

export const goldapple = defineMarketplace({
  id: 'goldapple',
  title: 'Gold Apple',
  hosts: Object.keys(SITES),
  requestsPerSecond: 0.5,
  browser: true,
  programme: 'report-form',
  offerKey: offerPerSite(SITES),
  searchUrl: (keyword, page, site) => {
    const url = new URL(`https://${siteNamed(SITES, site)}/catalogsearch/result`);
    url.searchParams.set('q', keyword);
    if (page > 1) url.searchParams.set('p', String(page));
    return url.href;
  },
  listingUrl: itemUrl,
  siteOf,
  currency: (doc) => SITES[siteOf(doc)],
  search,
  listing,
});
