import type { Marketplace } from '../marketplace.ts';
import { itemUrl } from './address.ts';
import { readListing } from './listing.ts';
import { readSearch } from './search.ts';

export const avito: Marketplace = {
  id: 'avito',
  title: 'Avito (Russia)',
  hosts: ['avito.ru'],
  imageHosts: ['avito.st'],
  requestsPerSecond: 0.25,
  browser: true,
  programme: 'report-form',
  searchUrl: (keyword, page) => {
    const url = new URL('https://www.avito.ru/all');
    url.searchParams.set('q', keyword);
    if (page > 1) url.searchParams.set('p', String(page));
    return url.href;
  },
  listingUrl: itemUrl,
  readSearch,
  readListing,
};
