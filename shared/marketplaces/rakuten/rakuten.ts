import { offerOf } from '#shared/domain/offer.ts';
import type { Marketplace } from '../marketplace.ts';
import { itemUrl } from './address.ts';
import { readListing } from './listing.ts';
import { readSearch } from './search.ts';

export const rakuten: Marketplace = {
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
  searchUrl: (keyword, page) => {
    const url = new URL('https://search.rakuten.co.jp/search/mall');
    url.searchParams.set('sitem', keyword);
    if (page > 1) url.searchParams.set('p', String(page));
    return url.href;
  },
  listingUrl: itemUrl,
  readSearch,
  readListing,
};
