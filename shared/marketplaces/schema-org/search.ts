import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { saysNoResults } from '#shared/extraction/no-results.ts';
import { attr } from '#shared/extraction/rule.ts';
import { entries, searchReader } from '#shared/extraction/search-reader.ts';
import { goodsInTiles } from '#shared/extraction/shop/goods-in-tiles.ts';
import { listedGoods } from '#shared/extraction/shop/listed-goods.ts';
import { productFields } from '#shared/extraction/shop/product-fields.ts';
import { statedGoods } from '#shared/extraction/shop/stated-goods.ts';
import { SELLER } from './seller.ts';

const GOODS: ListingRules = { ...productFields, ...SELLER };

export const readSearch = searchReader({
  marketplace: 'schema-org',
  listingUrl: (id, doc) => (/^https?:\/\//.test(id) ? id : doc.page.url),
  sources: [
    entries('schema.org list', listedGoods, GOODS),
    entries('schema.org products', (doc) => doc.products(), GOODS),
    goodsInTiles,
    statedGoods,
  ],
  nothingFound: saysNoResults,
  nextPage: [attr('link[rel~="next"]', 'href'), attr('a[rel~="next"]', 'href')],
});
