import { defineMarketplace, searchPages } from '../define-marketplace.ts';
import { itemUrl } from './address.ts';
import { listing } from './listing.ts';
import { search } from './search.ts';

export const avito = defineMarketplace({
  id: 'avito',
  title: 'Avito (Russia)',
  hosts: ['avito.ru'],
  imageHosts: ['avito.st'],
  requestsPerSecond: 0.25,
  browser: true,
  programme: 'report-form',
  searchUrl: searchPages('https://www.avito.ru/all', 'q', 'p'),
  listingUrl: itemUrl,
  currency: 'RUB',
  search,
  listing,
});
