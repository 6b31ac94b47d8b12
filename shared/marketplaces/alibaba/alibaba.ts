import { defineMarketplace } from '../define-marketplace.ts';
import { offerUrl, searchUrl } from './address.ts';
import { listing } from './listing.ts';
import { search } from './search.ts';

export const alibaba = defineMarketplace({
  id: 'alibaba',
  title: 'Alibaba.com',
  hosts: ['alibaba.com'],
  imageHosts: ['alicdn.com'],
  requestsPerSecond: 0.25,
  browser: true,
  programme: 'alibaba-ipp',
  searchUrl,
  listingUrl: offerUrl,
  currency: 'USD',
  search,
  listing,
});
