import { siteNamed } from '#shared/extraction/country-sites.ts';
import type { Marketplace } from '../marketplace.ts';
import { readListing } from './listing.ts';
import { readSearch } from './search.ts';
import { readSeller } from './seller.ts';
import { itemUrl, SITES } from './sites.ts';

export const vinted: Marketplace = {
  id: 'vinted',
  title: 'Vinted',
  hosts: Object.keys(SITES),
  imageHosts: ['vinted.net'],
  requestsPerSecond: 0.25,
  browser: true,
  programme: 'dsa-art16',
  searchUrl: (keyword, page, site) => {
    const url = new URL(`https://www.${siteNamed(SITES, site)}/catalog`);
    url.searchParams.set('search_text', keyword);
    if (page > 1) url.searchParams.set('page', String(page));
    return url.href;
  },
  listingUrl: itemUrl,
  sellerOffersUrl: (member, site) => `https://www.${siteNamed(SITES, site)}/member/${encodeURIComponent(member)}`,
  readSearch,
  readListing,
  readSeller,
};
