import { defineMarketplace, searchPages } from '../define-marketplace.ts';
import { productUrl } from './address.ts';
import { listing } from './listing.ts';
import { search } from './search.ts';

export const ozon = defineMarketplace({
  id: 'ozon',
  title: 'Ozon',
  hosts: ['ozon.ru', 'ozon.by', 'ozon.kz', 'ozon.com'],
  imageHosts: ['ozone.ru', 'ozonusercontent.com'],
  requestsPerSecond: 0.25,
  browser: true,
  programme: 'report-form',
  searchUrl: searchPages('https://www.ozon.ru/search/', 'text', 'page'),
  listingUrl: productUrl,
  currency: 'RUB',
  search,
  listing,
});
