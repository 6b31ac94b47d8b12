import { defineMarketplace, searchPages } from '../define-marketplace.ts';
import { productUrl } from './address.ts';
import { listing } from './listing.ts';
import { search } from './search.ts';

export const wildberries = defineMarketplace({
  id: 'wildberries',
  title: 'Wildberries',
  hosts: ['wildberries.ru', 'wildberries.by', 'wildberries.kz', 'wb.ru'],
  imageHosts: ['wbbasket.ru', 'wbstatic.net'],
  requestsPerSecond: 0.5,
  browser: true,
  programme: 'wildberries-arbitration',
  searchUrl: searchPages('https://www.wildberries.ru/catalog/0/search.aspx', 'search', 'page'),
  listingUrl: productUrl,
  currency: 'RUB',
  search,
  listing,
});
