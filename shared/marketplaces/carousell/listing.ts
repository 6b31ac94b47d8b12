import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { idOfOwnAddress, ownAddress } from '#shared/extraction/own-address.ts';
import { attr, image, meta, text } from '#shared/extraction/rule.ts';
import { pageProduct } from '#shared/extraction/shop/page-product.ts';
import type { OfferPages } from '../define-marketplace.ts';
import { LISTING_ID } from './sites.ts';

const FIELDS: ListingRules = {
  ...pageProduct,
  id: idOfOwnAddress(LISTING_ID),
  url: ownAddress(LISTING_ID),
  title: [pageProduct.title, text('h1'), meta('og:title')],
  price: [
    pageProduct.price,
    text('[data-testid="new-listing-details-page-desktop-text-price"], h2', /\D{0,5}\d[\d,.]*/),
  ],
  imageUrls: [pageProduct.imageUrls, image('img[src*="media/photos/products"]'), meta('og:image')],
  sellerId: attr('a[href*="/u/"]', 'href', /\/u\/([^/?#]+)/),
  sellerName: [pageProduct.sellerName, attr('a[href*="/u/"]', 'href', /\/u\/([^/?#]+)/)],
};

const GONE =
  /(?:this )?listing (?:is no longer available|has been (?:deleted|removed)|not found)|此商品已(?:下架|刪除)/iu;

export const listing: OfferPages = {
  fields: FIELDS,
  gone: (doc) => (doc.products().length === 0 && GONE.test(doc.text()) ? 'removed' : undefined),
  isListing: (listing, doc) => listing.title !== '' && (listing.price !== null || doc.products().length > 0),
};
