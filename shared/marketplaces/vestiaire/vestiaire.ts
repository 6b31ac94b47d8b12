import { defineMarketplace, searchPages } from '../define-marketplace.ts';
import { itemUrl } from './item-link.ts';
import { listing } from './listing.ts';
import { search } from './search.ts';

export const vestiaire = defineMarketplace({
  id: 'vestiaire',
  title: 'Vestiaire Collective',
  hosts: ['vestiairecollective.com', 'vestiairecollective.co.kr', 'vestiairecollective.cn'],
  requestsPerSecond: 0.5,
  browser: true,
  programme: 'dsa-art16',
  searchUrl: searchPages('https://www.vestiairecollective.com/search/', 'q', 'page'),
  listingUrl: itemUrl,
  search,
  listing,
});
