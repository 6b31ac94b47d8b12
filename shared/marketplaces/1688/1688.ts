import { offerOf } from '#shared/domain/offer.ts';
import { defineMarketplace } from '../define-marketplace.ts';
import { offerUrl, searchUrl } from './address.ts';
import { listing } from './listing.ts';
import { search } from './search.ts';

export const alibaba1688 = defineMarketplace({
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
  currency: 'CNY',
  search,
  listing,
});
