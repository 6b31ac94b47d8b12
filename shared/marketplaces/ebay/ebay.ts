import type { Marketplace } from '../marketplace.ts';
import { readListing } from './listing.ts';
import { readSearch } from './search.ts';
import { browseApi } from './search-api.ts';
import { readSeller } from './seller.ts';
import { itemUrl, SITES, siteOf } from './sites.ts';

export const ebay: Marketplace = {
  id: 'ebay',
  title: 'eBay',
  hosts: [...Object.keys(SITES), 'api.ebay.com'],
  imageHosts: ['ebayimg.com', 'ebaystatic.com'],
  requestsPerSecond: 0.5,
  programme: 'ebay-noci',
  api: browseApi,
  searchUrl: (keyword, page, site = 'ebay.com') => {
    const url = new URL(`https://www.${siteOf(site)}/sch/i.html`);
    url.searchParams.set('_nkw', keyword);
    if (page > 1) url.searchParams.set('_pgn', String(page));
    return url.href;
  },
  listingUrl: itemUrl,
  sellerOffersUrl: (sellerId, site = 'ebay.com') =>
    `https://www.${siteOf(site)}/sch/i.html?_ssn=${encodeURIComponent(sellerId)}`,
  readSearch,
  readListing,
  readSeller,
};
