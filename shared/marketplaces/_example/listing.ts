import { addressPart, image, text } from '#shared/extraction/rule.ts';
import { schemaProduct } from '#shared/extraction/schema-product.ts';
import type { OfferPages } from '../define-marketplace.ts';
import { ITEM_ID } from './address.ts';

const described = schemaProduct();

export const listing: OfferPages = {
  fields: {
    ...described,
    id: addressPart(ITEM_ID),
    title: [described.title, text('h1')],
    imageUrls: [described.imageUrls ?? [], image('.gallery img')].flat(),
    sellerName: [described.sellerName ?? [], text('.seller')].flat(),
  },
  gone: (doc) => (/this item is no longer available/i.test(doc.text()) ? 'ended' : undefined),
};
