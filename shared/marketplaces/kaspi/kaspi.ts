import { defineMarketplace } from '../define-marketplace.ts';
import { itemUrl, listing, search } from './products.ts';

export const kaspi = defineMarketplace({
  id: 'kaspi',
  title: 'Kaspi',
  hosts: ['kaspi.kz'],
  imageHosts: ['cdn-kaspi.kz'],
  requestsPerSecond: 0.5,
  programme: 'report-form',
  searchUrl: (keyword, page) => {
    const url = new URL('https://kaspi.kz/shop/search/');
    url.searchParams.set('text', keyword);
    if (page > 1) url.searchParams.set('page', String(page - 1));
    return url.href;
  },
  listingUrl: itemUrl,
  currency: 'KZT',
  search,
  listing,
});
