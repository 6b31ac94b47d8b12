import { searchPages } from '../define-marketplace.ts';
import type { Marketplace } from '../marketplace.ts';
import { itemUrl, readListing, readSearch } from './auctions.ts';

export const bringatrailer: Marketplace = {
  id: 'bringatrailer',
  title: 'Bring a Trailer',
  hosts: ['bringatrailer.com'],
  requestsPerSecond: 0.5,
  programme: 'report-form',
  searchUrl: searchPages('https://bringatrailer.com/auctions/', 'search', 'page'),
  listingUrl: itemUrl,
  readSearch,
  readListing,
};
