import type { Marketplace } from '../marketplace.ts';
import { offerPerShop } from '../offer-per-site.ts';
import { readListing } from './listing.ts';
import { readSearch } from './search.ts';

/** Any shop that describes its goods with schema.org or Open Graph. A watch names the shop after an "@": `schema-org@https://shop.example/search?q={keyword}&page={page}`. */
export const schemaOrg: Marketplace = {
  id: 'schema-org',
  title: 'Any shop with schema.org data',
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
};
