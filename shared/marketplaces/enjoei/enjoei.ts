import { defineMarketplace, searchPages } from '../define-marketplace.ts';
import { itemUrl, listing, search } from './products.ts';

export const enjoei = defineMarketplace({
  id: 'enjoei',
  title: 'Enjoei',
  hosts: ['enjoei.com.br'],
  requestsPerSecond: 0.5,
  browser: true,
  programme: 'report-form',
  // Further results come as the page is scrolled.
  searchUrl: searchPages('https://www.enjoei.com.br/s', 'q', 'page'),
  listingUrl: itemUrl,
  currency: 'BRL',
  search,
  listing,
});
