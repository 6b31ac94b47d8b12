import type { Marketplace } from '../marketplace.ts';
import { itemUrl, readListing, readSearch } from './products.ts';

export const enjoei: Marketplace = {
  id: 'enjoei',
  title: 'Enjoei',
  hosts: ['enjoei.com.br'],
  requestsPerSecond: 0.5,
  browser: true,
  programme: 'report-form',
  // Further results come as the page is scrolled.
  searchUrl: (keyword, page) => {
    const url = new URL('https://www.enjoei.com.br/s');
    url.searchParams.set('q', keyword);
    if (page > 1) url.searchParams.set('page', String(page));
    return url.href;
  },
  listingUrl: itemUrl,
  readSearch,
  readListing,
};
