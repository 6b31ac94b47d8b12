import { defineMarketplace } from '../define-marketplace.ts';
import { itemUrl } from './address.ts';
import { listing } from './listing.ts';
import { search } from './search.ts';

export const facebookMarketplace = defineMarketplace({
  id: 'facebook-marketplace',
  title: 'Facebook Marketplace',
  hosts: ['facebook.com'],
  imageHosts: ['fbcdn.net'],
  requestsPerSecond: 0.1,
  browser: true,
  programme: 'meta-trademark',
  searchUrl: (keyword, _page, site) => {
    // A place is part of the address: "facebook-marketplace@sanfrancisco".
    const place = /^[a-z0-9-]+$/i.test(site ?? '') ? `${site}/` : '';
    const url = new URL(`https://www.facebook.com/marketplace/${place}search/`);
    url.searchParams.set('query', keyword);
    return url.href;
  },
  listingUrl: itemUrl,
  currency: 'USD',
  search,
  listing,
});
