import { defineMarketplace } from '../define-marketplace.ts';
import { listing } from './listing.ts';
import { listingUrl, search } from './search.ts';

export const ksl = defineMarketplace({
  id: 'ksl',
  title: 'KSL Classifieds',
  hosts: ['ksl.com'],
  imageHosts: ['ksldigital.com'],
  requestsPerSecond: 0.5,
  programme: 'report-form',
  searchUrl: (keyword, page) => {
    const url = new URL(`https://classifieds.ksl.com/v2/search/keyword/${encodeURIComponent(keyword)}`);
    url.searchParams.set('keyword', keyword);
    if (page > 1) url.searchParams.set('page', String(page));
    return url.href;
  },
  listingUrl,
  currency: 'USD',
  search,
  listing,
});
