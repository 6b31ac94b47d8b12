import { defineMarketplace, searchPages } from '../define-marketplace.ts';
import { itemUrl } from './address.ts';
import { listing } from './listing.ts';
import { search } from './search.ts';

export const yahooFleamarket = defineMarketplace({
  id: 'yahoo-fleamarket',
  title: 'Yahoo! Fleamarket (formerly PayPay Fleamarket)',
  hosts: ['paypayfleamarket.yahoo.co.jp'],
  imageHosts: ['yimg.jp'],
  requestsPerSecond: 0.5,
  browser: true,
  programme: 'report-form',
  searchUrl: searchPages('https://paypayfleamarket.yahoo.co.jp/search', 'query', 'page'),
  listingUrl: itemUrl,
  currency: 'JPY',
  search,
  listing,
});
