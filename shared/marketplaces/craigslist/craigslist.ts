import type { Marketplace } from '../marketplace.ts';
import { readListing } from './listing.ts';
import { readSearch } from './search.ts';
import { postUrl, regionHost } from './sites.ts';

export const craigslist: Marketplace = {
  id: 'craigslist',
  title: 'Craigslist',
  hosts: ['craigslist.org', 'craigslist.ca'],
  requestsPerSecond: 0.25,
  programme: 'report-form',
  searchUrl: (keyword, page, site) => {
    const url = new URL(`https://${regionHost(site)}/search/sss`);
    url.searchParams.set('query', keyword);
    if (page > 1) url.searchParams.set('s', String((page - 1) * 120));
    return url.href;
  },
  listingUrl: postUrl,
  readSearch,
  readListing,
};
