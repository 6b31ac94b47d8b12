import { listingReader } from '#shared/extraction/listing-reader.ts';
import { addressPart, image, text } from '#shared/extraction/rule.ts';
import { schemaProduct } from '#shared/extraction/schema-product.ts';
import { ITEM_ID, itemUrl } from './address.ts';

const described = schemaProduct();

export const readListing = listingReader({
  marketplace: 'example',
  listingUrl: itemUrl,
  hints: () => ({ currency: 'USD' }),
  fields: {
    ...described,
    id: addressPart(ITEM_ID),
    title: [described.title, text('h1')],
    imageUrls: [described.imageUrls ?? [], image('.gallery img')].flat(),
    sellerName: [described.sellerName ?? [], text('.seller')].flat(),
  },
  gone: (doc) => (/this item is no longer available/i.test(doc.text()) ? 'ended' : undefined),
});
