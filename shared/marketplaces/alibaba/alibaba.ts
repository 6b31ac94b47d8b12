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
  programme: 'alibaba-ipp',
  searchUrl,
  listingUrl: offerUrl,
  readSearch,
  readListing,
};
