import type { Marketplace } from '../marketplace.ts';
import { readListing } from './listing.ts';
import { readSearch } from './search.ts';
import { readSeller } from './seller.ts';
import { itemUrl, searchUrl } from './sites.ts';

export const aliexpress: Marketplace = {
  id: 'aliexpress',
  title: 'AliExpress',
  hosts: ['aliexpress.com', 'aliexpress.us', 'aliexpress.ru'],
  imageHosts: ['alicdn.com', 'aliexpress-media.com'],
  requestsPerSecond: 0.25,
  browser: true,
  programme: 'alibaba-ipp',
  searchUrl,
  listingUrl: itemUrl,
  sellerOffersUrl: (storeId) => `https://www.aliexpress.com/store/${encodeURIComponent(storeId)}/pages/all-items.html`,
  readSearch,
  readListing,
  readSeller,
};
