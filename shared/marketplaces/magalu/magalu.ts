import { defineMarketplace, searchPages } from '../define-marketplace.ts';
import { itemUrl, listing, search } from './products.ts';

export const magalu = defineMarketplace({
  id: 'magalu',
  title: 'Magazine Luiza',
  hosts: ['magazineluiza.com.br', 'magazinevoce.com.br', 'magalu.com'],
  imageHosts: ['mlcdn.com.br'],
  requestsPerSecond: 0.5,
  browser: true,
  programme: 'report-form',
  searchUrl: searchPages('https://www.magazineluiza.com.br/busca/', 'q', 'page'),
  listingUrl: itemUrl,
  currency: 'BRL',
  search,
  listing,
});
