import { offerOf } from '#shared/domain/offer.ts';
import type { Marketplace } from '../marketplace.ts';
import { offerUrl, searchUrl } from './address.ts';
import { readListing } from './listing.ts';
import { readSearch } from './search.ts';

export const alibaba1688: Marketplace = {
  id: '1688',
  title: '1688',
  hosts: ['1688.com'],
  imageHosts: ['alicdn.com'],
  requestsPerSecond: 0.25,
  browser: true,
  programme: 'alibaba-ipp',
  // Accounts are those of Taobao and Tmall, item ids are not.
  offerKey: (listing) => ({ ...offerOf(listing), site: '1688' }),
  searchUrl,
  listingUrl: offerUrl,
  readSearch,
  readListing,
};
