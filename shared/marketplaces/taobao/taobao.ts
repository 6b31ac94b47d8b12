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
  venue: {
    channel: 'packet',
    maxTargetsPerNotice: 300,
    programme: 'Alibaba IP Protection Platform (ipp.alibabagroup.com)',
    checked: '2026-11-23',
  },
  searchUrl,
  listingUrl: itemUrl,
  readSearch,
  readListing,
};
