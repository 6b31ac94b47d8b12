import { siteNamed } from '#shared/extraction/country-sites.ts';
import type { Marketplace } from '../marketplace.ts';
import { readListing } from './listing.ts';
import { readSearch } from './search.ts';
import { itemUrl, SITES } from './sites.ts';

export const mercari: Marketplace = {
  id: 'mercari',
  title: 'Mercari',
  hosts: ['jp.mercari.com', 'mercari.com', 'mercari.jp'],
  imageHosts: ['mercdn.net'],
  requestsPerSecond: 0.5,
  browser: true,
  programme: 'report-form',
  searchUrl: (keyword, page, site) => {
    const host = siteNamed(SITES, site);
    const url = new URL(host === 'mercari.com' ? 'https://www.mercari.com/search/' : `https://${host}/search`);
    url.searchParams.set('keyword', keyword);
    if (page > 1) url.searchParams.set('page_token', `v1:${page - 1}`);
    return url.href;
  },
  listingUrl: itemUrl,
  readSearch,
  readListing,
};
