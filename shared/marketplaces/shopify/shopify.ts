import type { Marketplace } from '../marketplace.ts';
import { offerPerShop } from '../offer-per-site.ts';
import { readListing } from './listing.ts';
import { readSearch } from './search.ts';

/**
 * A shop that runs on Shopify. A watch names it after an "@", with the currency it trades in when that should be read from the
 * catalogue too: `shopify@https://shop.example?currency=EUR`.
 */
export const shopify: Marketplace = {
  id: 'shopify',
  title: 'A shop on Shopify',
  hosts: [],
  imageHosts: ['cdn.shopify.com'],
  requestsPerSecond: 0.5,
  programme: 'shopify-ip',
  offerKey: offerPerShop,
  // The catalogue, not the search: Shopify's robots.txt forbids `/search`, and who sells counterfeits does not name the brand. `q` is for the archive.
  searchUrl: (keyword, page, site = '') => {
    const shop = URL.parse(site);
    const url = new URL('/products.json', shop ?? 'https://shop.invalid');
    const currency = shop?.searchParams.get('currency');
    if (currency) url.searchParams.set('currency', currency);
    url.searchParams.set('limit', '250');
    url.searchParams.set('page', String(page));
    url.searchParams.set('q', keyword);
    return url.href;
  },
  // A number leads nowhere in a shop: stored listings carry their address.
  listingUrl: (id, site = '') => URL.parse(/^\d+$/.test(id) ? '/' : id, site || undefined)?.href ?? id,
  readSearch,
  readListing,
};
