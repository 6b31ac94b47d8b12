import { at } from '#shared/extraction/json-path.ts';
import { type ListingRules, rulesInOrder } from '#shared/extraction/listing-fields.ts';
import { idOfOwnAddress, ownAddress } from '#shared/extraction/own-address.ts';
import { meta, text } from '#shared/extraction/rule.ts';
import { pageProduct } from '#shared/extraction/shop/page-product.ts';
import type { OfferPages } from '../define-marketplace.ts';
import { AD, AD_ID } from './search.ts';

const PAGE: ListingRules = {
  ...pageProduct,
  id: idOfOwnAddress(AD_ID),
  url: ownAddress(AD_ID),
  title: [pageProduct.title, text('h1'), meta('og:title')],
  price: [pageProduct.price, text('h1 ~ * p, [class*="price" i]', /^[\d\s.,\u202f]+\s?DH/)],
  imageUrls: [pageProduct.imageUrls, meta('og:image')],
};

export const listing: OfferPages = {
  item: (doc) => at(doc.state('#__NEXT_DATA__'), 'props.pageProps.componentProps.adInfo.ad'),
  fields: rulesInOrder(AD, PAGE),
  gone: (doc) =>
    /annonce (?:n['’]existe plus|a été supprimée|est expirée|introuvable)/iu.test(doc.text()) ? 'removed' : undefined,
  isListing: (listing) => listing.title !== '' && (listing.price !== null || listing.seller !== null),
};
