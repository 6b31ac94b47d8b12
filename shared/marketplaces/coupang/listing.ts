import { listingReader } from '#shared/extraction/listing-reader.ts';
import { addressPart, attr, mapped, meta } from '#shared/extraction/rule.ts';
import { schemaProduct } from '#shared/extraction/schema-product.ts';
import { itemIdIn, itemUrl } from './address.ts';

const HINTS = { currency: 'KRW' };

export const readListing = listingReader({
  marketplace: 'coupang',
  listingUrl: itemUrl,
  hints: () => HINTS,
  fields: {
    ...schemaProduct(HINTS),
    id: [
      mapped(attr('link[rel="canonical"]', 'href'), itemIdIn),
      mapped(meta('og:url'), itemIdIn),
      mapped(addressPart(/.+/), itemIdIn),
    ],
  },
  isListing: ({ title, price }) => title !== '' && price !== null,
});
