import type { Marketplace } from '../marketplace.ts';
import { readListing } from './listing.ts';
import { readSearch } from './search.ts';
import { postUrl, regionHost } from './sites.ts';

export const craigslist: Marketplace = {
  id: 'craigslist',
  title: 'Craigslist',
  hosts: ['craigslist.org', 'craigslist.ca'],
  requestsPerSecond: 0.25,
  venue: {
    channel: 'packet',
    maxTargetsPerNotice: 1,
    programme: "the site's flag and its own report form for intellectual property",
    checked: '2026-11-23',
  },
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
