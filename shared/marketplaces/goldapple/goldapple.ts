import { siteNamed } from '#shared/extraction/country-sites.ts';
import type { Marketplace } from '../marketplace.ts';
import { offerPerSite } from '../offer-per-site.ts';
import { itemUrl, readListing, readSearch, SITES } from './products.ts';

export const goldapple: Marketplace = {
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
  readSearch,
  readListing,
};
