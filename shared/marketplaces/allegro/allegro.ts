import { siteNamed } from '#shared/extraction/country-sites.ts';
import { defineMarketplace } from '../define-marketplace.ts';
import { listing } from './listing.ts';
import { search } from './search.ts';
import { itemUrl, SITES, siteOf } from './sites.ts';

export const allegro = defineMarketplace({
  id: 'allegro',
  title: 'Allegro',
  hosts: Object.keys(SITES),
  imageHosts: ['allegroimg.com'],
  requestsPerSecond: 0.5,
  programme: 'dsa-art16',
  searchUrl: (keyword, page, site) => {
    const url = new URL(`https://${siteNamed(SITES, site)}/listing`);
    url.searchParams.set('string', keyword);
    if (page > 1) url.searchParams.set('p', String(page));
    return url.href;
  },
  listingUrl: itemUrl,
  siteOf,
  currency: (doc) => SITES[siteOf(doc)],
  search,
  listing,
});
