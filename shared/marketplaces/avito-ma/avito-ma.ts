import { defineMarketplace, searchPages } from '../define-marketplace.ts';
import { listing } from './listing.ts';
import { adUrl, search } from './search.ts';

export const avitoMa = defineMarketplace({
  id: 'avito-ma',
  title: 'Avito (Morocco)',
  hosts: ['avito.ma'],
  imageHosts: ['avito.ma'],
  requestsPerSecond: 0.5,
  programme: 'report-form',
  searchUrl: searchPages('https://www.avito.ma/fr/maroc/%C3%A0_vendre', 'q', 'o'),
  listingUrl: adUrl,
  currency: 'MAD',
  search,
  listing,
});
