import { siteNamed } from '#shared/extraction/country-sites.ts';
import { defineMarketplace } from '../define-marketplace.ts';
import { listing } from './listing.ts';
import { search } from './search.ts';
import { itemUrl, SITES, siteOf } from './sites.ts';

export const mercari = defineMarketplace({
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
  siteOf,
  currency: (doc) => SITES[siteOf(doc)],
  search,
  listing,
});
