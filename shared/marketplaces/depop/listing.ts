import { at } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { idOfOwnAddress } from '#shared/extraction/own-address.ts';
import { image, mapped, meta, rule, text } from '#shared/extraction/rule.ts';
import { pageProduct } from '#shared/extraction/shop/page-product.ts';
import type { OfferPages } from '../define-marketplace.ts';
import { SLUG } from './search.ts';

const FIELDS: ListingRules = {
  id: idOfOwnAddress(SLUG),
  title: [pageProduct.title, text('h1'), mapped(meta('og:title'), (title) => String(title).replace(/ \| Depop$/i, ''))],
  price: [
    text('[aria-label="Discounted price"]'),
    pageProduct.price,
    text('[aria-label="Price"], [data-testid="product__price"]'),
  ],
  imageUrls: [
    pageProduct.imageUrls,
    image('[data-testid*="product__image"] img, [class*="mainImage"]'),
    meta('og:image'),
  ],
  sellerName: [
    text('[data-testid="bio__username"], a[class*="username" i]'),
    pageProduct.sellerName,
    rule('__NEXT_DATA__ seller', ({ doc }) =>
      at(doc.state('#__NEXT_DATA__'), 'props.initialReduxState.product.product.seller.username'),
    ),
  ],
  sellerId: rule('__NEXT_DATA__ seller', ({ doc }) =>
    at(doc.state('#__NEXT_DATA__'), 'props.initialReduxState.product.product.seller.id'),
  ),
  availability: [pageProduct.availability, text('[data-testid="markAsSold__soldText"]', /sold/i)],
  description: [pageProduct.description, meta('og:description')],
};

export const listing: OfferPages = {
  fields: FIELDS,
  gone: (doc) =>
    /sorry, (?:that|this) (?:page|product) (?:doesn['’]t|does not) exist|page not found/i.test(doc.text())
      ? 'removed'
      : undefined,
  isListing: (listing) => listing.title !== '' && listing.price !== null,
};
