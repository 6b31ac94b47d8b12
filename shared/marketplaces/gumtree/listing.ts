import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { idOfOwnAddress, ownAddress } from '#shared/extraction/own-address.ts';
import { image, longText, meta, text } from '#shared/extraction/rule.ts';
import { pageProduct } from '#shared/extraction/shop/page-product.ts';
import type { OfferPages } from '../define-marketplace.ts';
import { AD_ID } from './sites.ts';

const FIELDS: ListingRules = {
  ...pageProduct,
  id: idOfOwnAddress(AD_ID),
  url: ownAddress(AD_ID),
  title: [
    text('h1#ad-title, h1[itemprop="name"], [data-q="vip-title"], .vip-ad-title__header'),
    pageProduct.title,
    text('h1'),
  ],
  price: text('[data-q="ad-price"], .j-ad-price, .user-ad-price__price, [itemprop="price"]'),
  imageUrls: [
    pageProduct.imageUrls,
    image('.vip-ad-gallery__img, .j-gallery img, [data-q="vip-gallery"] img'),
    meta('og:image'),
  ],
  sellerName: [text('[data-q="seller-name"], .seller-profile__name, .reply-form-name'), pageProduct.sellerName],
  itemLocation: text('[data-q="ad-location"], [itemprop="address"], .vip-ad-title__location, .ad-map__address'),
  description: longText('[itemprop="description"], [data-q="vip-description"], .vip-ad-description__content'),
};

const GONE =
  /(?:ad|advert|listing) (?:is no longer available|has (?:been removed|expired)|has ended)|no longer (?:live|available) on gumtree/i;

export const listing: OfferPages = {
  fields: FIELDS,
  gone: (doc) => (GONE.test(doc.text()) ? 'removed' : undefined),
  isListing: (listing) => listing.title !== '' && (listing.price !== null || listing.description !== undefined),
};
