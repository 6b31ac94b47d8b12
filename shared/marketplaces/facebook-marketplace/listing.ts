import { at, isObject, objectsWhere } from '#shared/extraction/json-path.ts';
import { type ListingRules, rulesInOrder } from '#shared/extraction/listing-fields.ts';
import { oncePerPage } from '#shared/extraction/once-per-page.ts';
import { idOfOwnAddress } from '#shared/extraction/own-address.ts';
import { mapped, meta, text } from '#shared/extraction/rule.ts';
import { pageProduct } from '#shared/extraction/shop/page-product.ts';
import type { OfferPages } from '../define-marketplace.ts';
import { ITEM_ID } from './address.ts';
import { GRAPH_LISTING } from './graph-listing.ts';

const PAGE: ListingRules = {
  ...pageProduct,
  id: idOfOwnAddress(ITEM_ID),
  title: [
    pageProduct.title,
    text('h1'),
    mapped(meta('og:title'), (title) => String(title).replace(/^Marketplace - | \| Facebook.*$/g, '')),
  ],
  imageUrls: [pageProduct.imageUrls, meta('og:image')],
  description: meta('og:description'),
};

/** What the page's scripts get about the item; photos and seller come in parts of the same object or beside it. */
const target = oncePerPage((doc) => {
  const details =
    doc.state('"marketplace_product_details_page":') ?? at(doc.json, 'data.viewer.marketplace_product_details_page');
  const found = at(details, 'target') ?? details;
  if (isObject(found) && found.marketplace_listing_title !== undefined) return found;
  return objectsWhere(details, (object) => object.marketplace_listing_title !== undefined)[0];
});

const GONE =
  /this (?:listing|content) isn['’]t available|listing (?:has been removed|is no longer available)|dieser inhalt ist derzeit nicht verfügbar|ce contenu n['’]est pas disponible/iu;

export const listing: OfferPages = {
  item: target,
  fields: rulesInOrder(GRAPH_LISTING, PAGE),
  gone: (doc) => (target(doc) === undefined && GONE.test(doc.text()) ? 'removed' : undefined),
  isListing: (listing, doc) => listing.title !== '' && (target(doc) !== undefined || listing.price !== null),
};
