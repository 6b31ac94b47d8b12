import type { Marketplace } from '../marketplace.ts';
import { readListing } from './listing.ts';
import { adUrl, readSearch } from './search.ts';

export const avitoMa: Marketplace = {
  id: 'avito-ma',
  title: 'Avito (Morocco)',
  hosts: ['avito.ma'],
  imageHosts: ['avito.ma'],
  requestsPerSecond: 0.5,
  programme: 'report-form',
  searchUrl: (keyword, page) => {
    const url = new URL('https://www.avito.ma/fr/maroc/%C3%A0_vendre');
    url.searchParams.set('q', keyword);
    if (page > 1) url.searchParams.set('o', String(page));
    return url.href;
  },
  listingUrl: adUrl,
  readSearch,
  readListing,
};
