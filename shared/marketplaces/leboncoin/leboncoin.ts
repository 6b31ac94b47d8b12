import { defineMarketplace, searchPages } from '../define-marketplace.ts';
import { adUrl } from './address.ts';
import { listing } from './listing.ts';
import { search } from './search.ts';

export const leboncoin = defineMarketplace({
  id: 'leboncoin',
  title: 'Leboncoin',
  hosts: ['leboncoin.fr'],
  requestsPerSecond: 0.25,
  browser: true,
  programme: 'dsa-art16',
  searchUrl: searchPages('https://www.leboncoin.fr/recherche', 'text', 'page'),
  listingUrl: adUrl,
  currency: 'EUR',
  search,
  listing,
});
