import type { Marketplace } from '#shared/marketplaces/marketplace.ts';
import { listingUrl, searchUrl, sellerUrl, siteOf } from './address.ts';
import { readListing } from './listing.ts';
import { readSearch } from './search.ts';
import { readSeller } from './seller.ts';

export const bazaar: Marketplace = {
  id: 'bazaar',
  title: 'Bazaar (sample)',
  hosts: ['bazaar.example', '127.0.0.1', 'localhost'],
  // The shop refuses the 21st page in a second.
  requestsPerSecond: 15,
  programme: 'bazaar',
  searchUrl,
  listingUrl,
  readSearch,
  readListing,
  sellerOffersUrl: sellerUrl,
  readSeller,
  sellerUrl: (id, offerUrl) => sellerUrl(id, siteOf(offerUrl)),
};
