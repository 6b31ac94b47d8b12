import type { Marketplace } from '../marketplace.ts';
import { itemUrl } from './item-link.ts';
import { readListing } from './listing.ts';
import { readSearch } from './search.ts';

export const vestiaire: Marketplace = {
  id: 'vestiaire',
  title: 'Vestiaire Collective',
  hosts: ['vestiairecollective.com', 'vestiairecollective.co.kr', 'vestiairecollective.cn'],
  requestsPerSecond: 0.5,
  browser: true,
  programme: 'dsa-art16',
  searchUrl: (keyword, page) => {
    const url = new URL('https://www.vestiairecollective.com/search/');
    url.searchParams.set('q', keyword);
    if (page > 1) url.searchParams.set('page', String(page));
    return url.href;
  },
  listingUrl: itemUrl,
  readSearch,
  readListing,
};
