import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { listingReader } from '#shared/extraction/listing-reader.ts';
import { idOfOwnAddress, ownAddress } from '#shared/extraction/own-address.ts';
import { attr, image, meta, text } from '#shared/extraction/rule.ts';
import { pageProduct } from '#shared/extraction/shop/page-product.ts';
import { LISTING_ID, listingUrl, SITES, siteOf } from './sites.ts';

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

export const readListing = listingReader({
  marketplace: 'carousell',
  listingUrl: (id, doc) => listingUrl(id, siteOf(doc)),
  hints: (doc) => ({ currency: SITES[siteOf(doc)] }),
  fields: FIELDS,
  gone: (doc) => (doc.products().length === 0 && GONE.test(doc.text()) ? 'removed' : undefined),
  isListing: (listing, doc) => listing.title !== '' && (listing.price !== null || doc.products().length > 0),
});
