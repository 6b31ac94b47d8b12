import type { Marketplace } from '../marketplace.ts';
import { offerUrl, searchUrl } from './address.ts';
import { readListing } from './listing.ts';
import { readSearch } from './search.ts';

export const alibaba: Marketplace = {
  id: 'alibaba',
  title: 'Alibaba.com',
  hosts: ['alibaba.com'],
  imageHosts: ['alicdn.com'],
  requestsPerSecond: 0.25,
  browser: true,
  venue: {
    channel: 'packet',
    maxTargetsPerNotice: 300,
    programme: 'Alibaba IP Protection Platform (ipp.alibabagroup.com)',
    checked: '2026-11-23',
  },
  searchUrl,
  listingUrl: offerUrl,
  readSearch,
  readListing,
};
