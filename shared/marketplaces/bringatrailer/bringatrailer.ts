import type { Marketplace } from '../marketplace.ts';
import { itemUrl, readListing, readSearch } from './auctions.ts';

export const bringatrailer: Marketplace = {
  id: 'bringatrailer',
  title: 'Bring a Trailer',
  hosts: ['bringatrailer.com'],
  requestsPerSecond: 0.5,
  programme: 'report-form',
  searchUrl: (keyword, page) => {
    const url = new URL('https://bringatrailer.com/auctions/');
    url.searchParams.set('search', keyword);
    if (page > 1) url.searchParams.set('page', String(page));
    return url.href;
  },
  listingUrl: itemUrl,
  readSearch,
  readListing,
};
