import { defineMarketplace, searchPages } from '../define-marketplace.ts';
import { itemUrl } from './item-link.ts';
import { listing } from './listing.ts';
import { search } from './search.ts';

export const trendyol = defineMarketplace({
  id: 'trendyol',
  title: 'Trendyol',
  hosts: ['trendyol.com'],
  imageHosts: ['dsmcdn.com'],
  requestsPerSecond: 0.5,
  browser: true,
  programme: 'report-form',
  searchUrl: searchPages('https://www.trendyol.com/sr', 'q', 'pi'),
  listingUrl: itemUrl,
  currency: 'TRY',
  search,
  listing,
});
