import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { idOfOwnAddress } from '#shared/extraction/own-address.ts';
import { attr, meta, text } from '#shared/extraction/rule.ts';
import { pageProduct } from '#shared/extraction/shop/page-product.ts';
import type { OfferPages } from '../define-marketplace.ts';
import { LISTING_ID } from './search.ts';

const FIELDS: ListingRules = {
  ...pageProduct,
  id: idOfOwnAddress(LISTING_ID),
  title: [pageProduct.title, text('h1'), meta('og:title')],
  price: [pageProduct.price, attr('[aria-label^="Price"]', 'aria-label', /\$[\d,.]+/), text('[class*="price" i]')],
  imageUrls: [pageProduct.imageUrls, meta('og:image')],
};

export const listing: OfferPages = {
  fields: FIELDS,
  gone: (doc) => (/listing (?:is no longer available|not found|has expired)/i.test(doc.text()) ? 'removed' : undefined),
  isListing: (listing, doc) => listing.title !== '' && (listing.price !== null || doc.products().length > 0),
};
