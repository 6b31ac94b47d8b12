import { siteNamed } from '#shared/extraction/country-sites.ts';
import type { Marketplace } from '../marketplace.ts';
import { readListing } from './listing.ts';
import { readSearch } from './search.ts';
import { itemUrl, SITES } from './sites.ts';

export const allegro: Marketplace = {
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
  readSearch,
  readListing,
};
