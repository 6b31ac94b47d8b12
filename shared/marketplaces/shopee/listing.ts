import { at, isObject } from '#shared/extraction/json-path.ts';
import { rulesInOrder } from '#shared/extraction/listing-fields.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { addressPart, mapped, meta, product } from '#shared/extraction/rule.ts';
import { schemaProduct } from '#shared/extraction/schema-product.ts';
import type { OfferPages } from '../define-marketplace.ts';
import { ITEM } from './item.ts';
import { itemIdIn } from './sites.ts';

const PAGE_ID = [
  mapped(product('url'), itemIdIn),
  mapped(meta('og:url'), itemIdIn),
  mapped(addressPart(/.+/), itemIdIn),
];

/** The API's numbers for an item that was taken down. */
function goneSay({ json }: PageDocument): 'removed' | undefined {
  return isObject(json) && (json.error === 4 || json.error_msg === 'item_not_found') ? 'removed' : undefined;
}

export const listing: OfferPages = {
  item: (doc) => at(doc.json, 'data.item') ?? at(doc.json, 'item') ?? at(doc.json, 'data'),
  fields: rulesInOrder(ITEM, schemaProduct(), { id: PAGE_ID }),
  gone: goneSay,
  isListing: ({ title, price }) => title !== '' && price !== null,
};
