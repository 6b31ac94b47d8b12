import type { Marketplace } from '../marketplace.ts';
import { tmallItemUrl } from '../taobao/address.ts';
import { readListing } from './listing.ts';
import { readSearch } from './search.ts';

export const tmall: Marketplace = {
  id: 'tmall',
  title: 'Tmall',
  hosts: ['tmall.com', 'tmall.hk'],
  imageHosts: ['alicdn.com', 'tbcdn.cn'],
  requestsPerSecond: 0.25,
  browser: true,
  programme: 'alibaba-ipp',
  searchUrl: (keyword, page) => {
    const url = new URL('https://list.tmall.com/search_product.htm');
    url.searchParams.set('q', keyword);
    // The list counts offers, 60 a page.
    if (page > 1) url.searchParams.set('s', String((page - 1) * 60));
    return url.href;
  },
  listingUrl: tmallItemUrl,
  readSearch,
  readListing,
};
