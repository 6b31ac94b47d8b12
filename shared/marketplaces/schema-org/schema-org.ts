import { readSellerPage } from '#shared/extraction/shop/seller-page.ts';
import type { Marketplace } from '../marketplace.ts';
import { offerPerShop } from '../offer-per-site.ts';
import { readListing } from './listing.ts';
import { readSearch } from './search.ts';

/** Any shop: by what its pages state for machines (schema.org, Open Graph, their own data), else by what they draw. A watch names the shop after an "@": `schema-org@https://shop.example/search?q={keyword}&page={page}`. */
export const schemaOrg: Marketplace = {
  id: 'schema-org',
  title: 'Any other shop',
  hosts: [],
  requestsPerSecond: 0.5,
  programme: 'standalone-shop',
  offerKey: offerPerShop,
  searchUrl: (keyword, page, site = '') =>
    site.replaceAll('{keyword}', encodeURIComponent(keyword)).replaceAll('{page}', String(page)),
  // A shop's product has no address but its own: stored listings carry it, and for an id that is an address it is the id.
  listingUrl: (id, site = '') => {
    if (/^https?:\/\//.test(id)) return id;
    return URL.canParse(site) ? new URL(id, site).href : id;
  },
  readSearch,
  readListing,
  readSeller: readSellerPage,
};
