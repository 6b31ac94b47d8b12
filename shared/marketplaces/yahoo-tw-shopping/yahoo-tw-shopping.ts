import { defineMarketplace } from '../define-marketplace.ts';
import { itemUrl, searchUrl } from './address.ts';
import { listing } from './listing.ts';
import { search } from './search.ts';

export const yahooTwShopping = defineMarketplace({
  id: 'yahoo-tw-shopping',
  title: 'Yahoo奇摩購物中心',
  hosts: ['tw.buy.yahoo.com'],
  imageHosts: ['yec.tw', 'yimg.com'],
  requestsPerSecond: 0.5,
  programme: 'report-form',
  searchUrl,
  listingUrl: itemUrl,
  currency: 'TWD',
  search,
  listing,
});
