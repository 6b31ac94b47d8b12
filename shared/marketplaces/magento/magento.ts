import type { Marketplace } from '../marketplace.ts';
import { offerPerShop } from '../offer-per-site.ts';
import { itemUrl } from './address.ts';
import { readListing } from './listing.ts';
import { readSearch } from './search.ts';

/** A shop that runs on Magento (Adobe Commerce). A watch names it after an "@": `magento@https://shop.example`. */
export const magento: Marketplace = {
  id: 'magento',
  title: 'A shop on Magento',
  hosts: [],
  requestsPerSecond: 0.5,
  programme: 'standalone-shop',
  offerKey: offerPerShop,
  searchUrl: (keyword, page, site) => {
    const url = new URL('/catalogsearch/result/', URL.parse(site ?? '') ?? 'https://shop.invalid');
    url.searchParams.set('q', keyword);
    if (page > 1) url.searchParams.set('p', String(page));
    return url.href;
  },
  listingUrl: itemUrl,
  readSearch,
  readListing,
};
