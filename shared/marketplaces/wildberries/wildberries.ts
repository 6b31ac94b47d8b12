import type { Marketplace } from '../marketplace.ts';
import { productUrl } from './address.ts';
import { readListing } from './listing.ts';
import { readSearch } from './search.ts';

export const wildberries: Marketplace = {
  id: 'wildberries',
  title: 'Wildberries',
  hosts: ['wildberries.ru', 'wildberries.by', 'wildberries.kz', 'wb.ru'],
  imageHosts: ['wbbasket.ru', 'wbstatic.net'],
  requestsPerSecond: 0.5,
  browser: true,
  programme: 'wildberries-arbitration',
  searchUrl: (keyword, page) => {
    const url = new URL('https://www.wildberries.ru/catalog/0/search.aspx');
    url.searchParams.set('search', keyword);
    if (page > 1) url.searchParams.set('page', String(page));
    return url.href;
  },
  listingUrl: productUrl,
  readSearch,
  readListing,
};
