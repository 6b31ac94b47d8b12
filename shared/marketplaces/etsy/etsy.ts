import { searchPages } from '../define-marketplace.ts';
import type { Marketplace } from '../marketplace.ts';
import { listingUrl } from './address.ts';
import { readListing } from './listing.ts';
import { readSearch } from './search.ts';
import { openApi } from './search-api.ts';
import { readSeller } from './seller.ts';

export const etsy: Marketplace = {
  id: 'etsy',
  title: 'Etsy',
  hosts: ['etsy.com'],
  imageHosts: ['etsystatic.com'],
  requestsPerSecond: 0.2,
  terms: {
    automatedReading: 'forbidden',
    source: 'https://www.etsy.com/legal/terms-of-use',
    checked: '2026-11-23',
  },
  programme: 'etsy-portal',
  api: openApi,
  searchUrl: searchPages('https://www.etsy.com/search', 'q', 'page'),
  listingUrl,
  sellerOffersUrl: (shop) => `https://www.etsy.com/shop/${encodeURIComponent(shop)}`,
  readSearch,
  readListing,
  readSeller,
};
