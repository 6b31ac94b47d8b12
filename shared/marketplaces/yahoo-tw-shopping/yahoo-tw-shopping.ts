import type { Marketplace } from '../marketplace.ts';
import { itemUrl, searchUrl } from './address.ts';
import { readListing } from './listing.ts';
import { readSearch } from './search.ts';

export const yahooTwShopping: Marketplace = {
  id: 'yahoo-tw-shopping',
  title: 'Yahoo奇摩購物中心',
  hosts: ['tw.buy.yahoo.com'],
  imageHosts: ['yec.tw', 'yimg.com'],
  requestsPerSecond: 0.5,
  programme: 'report-form',
  searchUrl,
  listingUrl: itemUrl,
  readSearch,
  readListing,
};
