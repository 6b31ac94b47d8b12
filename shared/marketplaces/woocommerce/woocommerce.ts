import type { Marketplace } from '../marketplace.ts';
import { offerPerShop } from '../offer-per-site.ts';
import { itemUrl } from './address.ts';
import { readListing } from './listing.ts';
import { readSearch } from './search.ts';

/** A shop that runs on WordPress with WooCommerce. A watch names it after an "@": `woocommerce@https://shop.example`. */
export const woocommerce: Marketplace = {
  id: 'woocommerce',
  title: 'A shop on WooCommerce',
  hosts: [],
  requestsPerSecond: 0.5,
  programme: 'standalone-shop',
  offerKey: offerPerShop,
  searchUrl: (keyword, page, site) => {
    const url = new URL(page > 1 ? `/page/${page}/` : '/', URL.parse(site ?? '') ?? 'https://shop.invalid');
    url.searchParams.set('s', keyword);
    url.searchParams.set('post_type', 'product');
    return url.href;
  },
  listingUrl: itemUrl,
  readSearch,
  readListing,
};
