import { offerOf } from '#shared/domain/offer.ts';
import { defineMarketplace, searchPages } from '../define-marketplace.ts';
import { itemUrl } from './address.ts';
import { listing } from './listing.ts';
import { search } from './search.ts';

export const rakuten = defineMarketplace({
  id: 'rakuten',
  title: 'Rakuten Ichiba',
  hosts: ['rakuten.co.jp'],
  imageHosts: ['r10s.jp', 'rakuten.co.jp'],
  requestsPerSecond: 0.5,
  programme: 'report-form',
  // Item ids are given out by each shop, which is the first part of the address.
  offerKey: (listing) => {
    const shop = URL.parse(listing.url)?.pathname.split('/')[1];
    return { ...offerOf(listing), ...(shop && { sellerId: shop }) };
  },
  searchUrl: searchPages('https://search.rakuten.co.jp/search/mall', 'sitem', 'p'),
  listingUrl: itemUrl,
  currency: 'JPY',
  search,
  listing,
});
