import type { Marketplace } from '../marketplace.ts';
import { goodsUrl, searchUrl } from './address.ts';
import { readListing } from './listing.ts';
import { readSearch } from './search.ts';

export const momo: Marketplace = {
  id: 'momo',
  title: 'momo購物網',
  hosts: ['momoshop.com.tw'],
  imageHosts: ['momoshop.com.tw'],
  requestsPerSecond: 0.5,
  programme: 'report-form',
  searchUrl,
  listingUrl: goodsUrl,
  readSearch,
  readListing,
};
