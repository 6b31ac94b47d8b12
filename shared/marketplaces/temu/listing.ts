import { at, isObject } from '#shared/extraction/json-path.ts';
import { rulesInOrder } from '#shared/extraction/listing-fields.ts';
import { listingReader } from '#shared/extraction/listing-reader.ts';
import { addressPart, mapped, meta, product, rule } from '#shared/extraction/rule.ts';
import { schemaProduct } from '#shared/extraction/schema-product.ts';
import { goodsIdIn, goodsUrl } from './address.ts';
import { GOODS } from './search.ts';

const PAGE_ID = [
  mapped(product('url', 'offers.url'), goodsIdIn),
  mapped(meta('og:url'), goodsIdIn),
  mapped(addressPart(/.+/), goodsIdIn),
];

/** The seller of the page's own goods; what stands beside other goods is theirs. */
const mall = (name: string) => rule(`mallInfo ${name}`, ({ doc }) => at(doc.state('"mallInfo"'), name));

export const readListing = listingReader({
  marketplace: 'temu',
  listingUrl: goodsUrl,
  hints: () => ({}),
  item: (doc) => {
    const state = doc.json ?? doc.state('window.rawData');
    const goods = at(state, 'store.goods') ?? at(state, 'goods') ?? at(state, 'result.goods');
    return isObject(goods) ? goods : undefined;
  },
  fields: rulesInOrder(GOODS, { sellerId: mall('mallId'), sellerName: mall('mallName') }, schemaProduct(), {
    id: PAGE_ID,
  }),
  isListing: ({ title, price }) => title !== '' && price !== null,
});
