import { addressPart, image, text } from '#shared/extraction/rule.ts';
import { pageProduct } from '#shared/extraction/shop/page-product.ts';
import type { OfferPages } from '../define-marketplace.ts';
import { ITEM_ID } from './address.ts';

// What the page's schema.org says of the goods stands behind these rules.
export const listing: OfferPages = {
  fields: {
    id: addressPart(ITEM_ID),
    title: [pageProduct.title, text('h1')],
    imageUrls: [pageProduct.imageUrls, image('.gallery img')],
    sellerName: [pageProduct.sellerName, text('.seller')],
  },
  gone: (doc) => (/this item is no longer available/i.test(doc.text()) ? 'ended' : undefined),
};
