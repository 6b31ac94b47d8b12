import { siteNamed } from '#shared/extraction/country-sites.ts';
import { defineMarketplace } from '../define-marketplace.ts';
import { offerPerSite } from '../offer-per-site.ts';
import { listing } from './listing.ts';
import { search } from './search.ts';
import { itemUrl, SITES, siteOf } from './sites.ts';

export const ripley = defineMarketplace({
  id: 'ripley',
  title: 'Ripley',
  hosts: Object.keys(SITES),
  requestsPerSecond: 0.5,
  programme: 'report-form',
  offerKey: offerPerSite(SITES),
  searchUrl: (keyword, page, site) => {
    const url = new URL(`https://simple.${siteNamed(SITES, site)}/search`);
    url.searchParams.set('term', keyword);
    if (page > 1) url.searchParams.set('page', String(page));
    return url.href;
  },
  listingUrl: itemUrl,
  siteOf,
  currency: (doc) => SITES[siteOf(doc)],
  search,
  listing,
});
