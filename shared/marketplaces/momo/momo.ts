import { defineMarketplace } from '../define-marketplace.ts';
import { goodsUrl, searchUrl } from './address.ts';
import { listing } from './listing.ts';
import { search } from './search.ts';

export const momo = defineMarketplace({
  id: 'momo',
  title: 'momo購物網',
  hosts: ['momoshop.com.tw'],
  imageHosts: ['momoshop.com.tw'],
  requestsPerSecond: 0.5,
  programme: 'report-form',
  searchUrl,
  listingUrl: goodsUrl,
  currency: 'TWD',
  search,
  listing,
});
