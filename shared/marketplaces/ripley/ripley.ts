import { siteNamed } from '#shared/extraction/country-sites.ts';
import type { Marketplace } from '../marketplace.ts';
import { offerPerSite } from '../offer-per-site.ts';
import { readListing } from './listing.ts';
import { readSearch } from './search.ts';
import { itemUrl, SITES } from './sites.ts';

export const ripley: Marketplace = {
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
  readSearch,
  readListing,
};
