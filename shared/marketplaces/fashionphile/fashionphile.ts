import type { Marketplace } from '../marketplace.ts';
import { readListing, readSearch } from './products.ts';

export const fashionphile: Marketplace = {
  id: 'fashionphile',
  title: 'Fashionphile',
  hosts: ['fashionphile.com'],
  imageHosts: ['cdn.shopify.com'],
  requestsPerSecond: 0.5,
  programme: 'report-form',
  searchUrl: (keyword, page) => {
    const url = new URL('https://www.fashionphile.com/shop');
    url.searchParams.set('search', keyword);
    if (page > 1) url.searchParams.set('page', String(page));
    return url.href;
  },
  listingUrl: (id) => `https://www.fashionphile.com/search?q=${encodeURIComponent(id)}`,
  readSearch,
  readListing,
};
