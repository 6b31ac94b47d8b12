import type { Marketplace } from '../marketplace.ts';
import { productUrl } from './address.ts';
import { readListing } from './listing.ts';
import { readSearch } from './search.ts';

export const ozon: Marketplace = {
  id: 'ozon',
  title: 'Ozon',
  hosts: ['ozon.ru', 'ozon.by', 'ozon.kz', 'ozon.com'],
  imageHosts: ['ozone.ru', 'ozonusercontent.com'],
  requestsPerSecond: 0.25,
  browser: true,
  programme: 'report-form',
  searchUrl: (keyword, page) => {
    const url = new URL('https://www.ozon.ru/search/');
    url.searchParams.set('text', keyword);
    if (page > 1) url.searchParams.set('page', String(page));
    return url.href;
  },
  listingUrl: productUrl,
  readSearch,
  readListing,
};
