import { siteNamed } from '#shared/extraction/country-sites.ts';
import { defineMarketplace } from '../define-marketplace.ts';
import { offerPerSite } from '../offer-per-site.ts';
import { listing } from './listing.ts';
import { search } from './search.ts';
import { itemUrl, SITES, shopPath, siteOf } from './sites.ts';

export const falabella = defineMarketplace({
  id: 'falabella',
  title: 'Falabella',
  hosts: Object.keys(SITES),
  requestsPerSecond: 0.5,
  programme: 'report-form',
  offerKey: offerPerSite(SITES),
  searchUrl: (keyword, page, site) => {
    const named = siteNamed(SITES, site);
    const url = new URL(`https://www.${named}/${shopPath(named)}/search`);
    url.searchParams.set('Ntt', keyword);
    if (page > 1) url.searchParams.set('page', String(page));
    return url.href;
  },
  listingUrl: itemUrl,
  siteOf,
  currency: (doc) => SITES[siteOf(doc)],
  search,
  listing,
});
