import { defineMarketplace, searchPages } from '../define-marketplace.ts';
import { adUrl } from './address.ts';
import { listing } from './listing.ts';
import { search } from './search.ts';

export const kleinanzeigen = defineMarketplace({
  id: 'kleinanzeigen',
  title: 'Kleinanzeigen (formerly eBay Kleinanzeigen)',
  hosts: ['kleinanzeigen.de', 'ebay-kleinanzeigen.de'],
  requestsPerSecond: 0.5,
  programme: 'dsa-art16',
  searchUrl: searchPages('https://www.kleinanzeigen.de/s-suchanfrage.html', 'keywords', 'pageNum'),
  listingUrl: adUrl,
  currency: 'EUR',
  search,
  listing,
});
