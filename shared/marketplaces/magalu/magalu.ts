import type { Marketplace } from '../marketplace.ts';
import { itemUrl, readListing, readSearch } from './products.ts';

export const magalu: Marketplace = {
  id: 'magalu',
  title: 'Magazine Luiza',
  hosts: ['magazineluiza.com.br', 'magazinevoce.com.br', 'magalu.com'],
  imageHosts: ['mlcdn.com.br'],
  requestsPerSecond: 0.5,
  browser: true,
  programme: 'report-form',
  searchUrl: (keyword, page) => {
    const url = new URL('https://www.magazineluiza.com.br/busca/');
    url.searchParams.set('q', keyword);
    if (page > 1) url.searchParams.set('page', String(page));
    return url.href;
  },
  listingUrl: itemUrl,
  readSearch,
  readListing,
};
