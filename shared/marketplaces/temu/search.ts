import { at, isObject, objectsWhere } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { saysNoResults } from '#shared/extraction/no-results.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { attr, image, mapped, path, rule, text } from '#shared/extraction/rule.ts';
import { cards, entries, searchReader } from '#shared/extraction/search-reader.ts';
import { goodsElsewhere } from '#shared/extraction/shop/goods-elsewhere.ts';
import { goodsIdIn, goodsUrl } from './address.ts';

const LINK = 'a[href*="-g-"], a[href*="goods_id="]';

/** An entry of `goodsList` in `window.rawData.store`, or of the search API's `goods_list`. */
export const GOODS: ListingRules = {
  id: path('goodsId', 'goods_id'),
  title: path('title', 'goodsName', 'goods_name'),
  price: path('priceInfo.priceStr', 'price_info.price_str', 'priceInfo.priceSchema', 'price_info.price_schema'),
  imageUrls: path('image.url', 'thumbUrl', 'thumb_url', 'hdThumbUrl'),
  sellerId: path('mallId', 'mall_id'),
  sellerName: path('mallName', 'mall_name'),
  soldCount: path('salesTip', 'sales_tip', 'salesTipText.0'),
  sponsored: rule('isAd', ({ item }) => (isObject(item) && typeof item.isAd === 'boolean' ? item.isAd : undefined)),
};

const CARD: ListingRules = {
  id: [attr('[data-goods-id]', 'data-goods-id', /^\d+$/), mapped(attr(LINK, 'href'), goodsIdIn)],
  title: [text('h2, h3, [class*="goodName"]'), attr('img[alt]', 'alt')],
  price: [attr('[data-type="price"]', 'aria-label'), text('[data-type="price"], [class*="price"]')],
  imageUrls: image('img'),
};

function goodsOf(doc: PageDocument): unknown {
  const state = doc.json ?? doc.state('window.rawData');
  const holder = objectsWhere(state, ({ goodsList, goods_list: list }) =>
    [goodsList, list].some((one) => Array.isArray(one) && one.some(isObject)),
  )[0];
  const list = holder?.goodsList ?? holder?.goods_list;
  return Array.isArray(list) ? list.map((entry) => at(entry, 'data') ?? entry) : undefined;
}

export const readSearch = searchReader({
  marketplace: 'temu',
  listingUrl: goodsUrl,
  // The currency is the visitor's: prices name it.
  hints: () => ({}),
  sources: [
    entries('goodsList', goodsOf, GOODS),
    cards('[data-tooltip^="goodContainer"], [class*="goodsContainer"]', CARD),
    ...goodsElsewhere(goodsIdIn),
  ],
  nothingFound: saysNoResults,
});
