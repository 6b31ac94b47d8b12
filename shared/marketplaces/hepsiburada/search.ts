import { shopReaders } from '#shared/extraction/shop/shop.ts';
import { ID_IN_LINK, itemUrl } from './address.ts';

/** No saved result page was at hand: only what a page states in schema.org is read. */
export const { readSearch } = shopReaders({
  marketplace: 'hepsiburada',
  currency: 'TRY',
  idInLink: ID_IN_LINK,
  listingUrl: itemUrl,
});
