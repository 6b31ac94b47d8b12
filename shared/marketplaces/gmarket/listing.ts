import { addressPart, attr, mapped, meta } from '#shared/extraction/rule.ts';
import { schemaProduct } from '#shared/extraction/schema-product.ts';
import type { OfferPages } from '../define-marketplace.ts';
import { itemIdIn } from './address.ts';

const HINTS = { currency: 'KRW' };

export const listing: OfferPages = {
  fields: {
    ...schemaProduct(HINTS),
    id: [
      mapped(attr('link[rel="canonical"]', 'href'), itemIdIn),
      mapped(meta('og:url'), itemIdIn),
      mapped(addressPart(/.+/), itemIdIn),
    ],
  },
  isListing: ({ title, price }) => title !== '' && price !== null,
};
