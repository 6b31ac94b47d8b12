import { searchPages } from '../define-marketplace.ts';
import type { Marketplace } from '../marketplace.ts';
import { itemUrl, readListing, readSearch } from './products.ts';

export const enjoei: Marketplace = {
  id: 'enjoei',
  title: 'Enjoei',
  hosts: ['enjoei.com.br'],
  requestsPerSecond: 0.5,
  browser: true,
  programme: 'report-form',
  // Further results come as the page is scrolled.
  searchUrl: searchPages('https://www.enjoei.com.br/s', 'q', 'page'),
  listingUrl: itemUrl,
  readSearch,
  readListing,
};
