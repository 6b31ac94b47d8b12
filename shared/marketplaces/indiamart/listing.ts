import { shopReaders } from '#shared/extraction/shop/shop.ts';
import { ID_IN_LINK, itemUrl } from './address.ts';

/** No saved item page was at hand: what it states in schema.org is read. */
export const { readListing } = shopReaders({
  marketplace: 'indiamart',
  currency: 'INR',
  idInLink: ID_IN_LINK,
  listingUrl: itemUrl,
});
