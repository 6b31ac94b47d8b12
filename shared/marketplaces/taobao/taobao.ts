import type { Marketplace } from '../marketplace.ts';
import { itemUrl, searchUrl } from './address.ts';
import { readListing } from './listing.ts';
import { readSearch } from './search.ts';

export const taobao: Marketplace = {
  id: 'taobao',
  title: 'Taobao',
  hosts: ['taobao.com', 'tb.cn'],
  imageHosts: ['alicdn.com', 'tbcdn.cn'],
  requestsPerSecond: 0.25,
  browser: true,
  programme: 'alibaba-ipp',
  searchUrl,
  listingUrl: itemUrl,
  readSearch,
  readListing,
};
