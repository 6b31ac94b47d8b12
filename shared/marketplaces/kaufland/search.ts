import { siteOfPage } from '#shared/extraction/country-sites.ts';
import { shopReaders } from '#shared/extraction/shop/shop.ts';
import { ID_IN_LINK, itemUrl, SITES } from './sites.ts';

/** No saved result page was at hand: only what a page states in schema.org is read. */
export const { readSearch } = shopReaders({
  marketplace: 'kaufland',
  currency: (doc) => SITES[siteOfPage(SITES, doc)],
  idInLink: ID_IN_LINK,
  listingUrl: (id, doc) => itemUrl(id, siteOfPage(SITES, doc)),
});
