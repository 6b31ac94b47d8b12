import { isObject, objectsWhere } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { markupText } from '#shared/extraction/markup-text.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { mapped, path, rule } from '#shared/extraction/rule.ts';
import { entries } from '#shared/extraction/search-reader.ts';
import { canonicalItemUrl } from './address.ts';

/**
 * An entry of the search API (mtop.relationrecommend.wirelessrecommend.recommend, `itemsArray`), of the phone site's
 * `listItem` (until about 2021), or of list.tmall.com's `item`. `price` is the list price where `priceShow` has another one.
 */
export const MTOP_ITEM: ListingRules = {
  id: path('item_id', 'nid', 'itemId', 'num_iid'),
  url: mapped(path('auctionURL', 'detail_url', 'item_url', 'url'), canonicalItemUrl),
  title: mapped(path('title', 'raw_title', 'name'), markupText),
  price: path('priceShow.price', 'priceWap', 'price', 'priceWithRate', 'view_price'),
  imageUrls: path('pic_path', 'pict_url', 'img2', 'img', 'pic_url'),
  sellerId: path('sellerId', 'seller_id', 'userId', 'user_id'),
  sellerName: path('shopInfo.title', 'shop_name', 'shop_title', 'nick'),
  itemLocation: path('procity', 'provcity', 'area', 'location', 'item_loc'),
  soldCount: path('realSales', 'sold', 'view_sales', 'volume'),
  sponsored: rule('isP4p', ({ item }) =>
    isObject(item) ? /^(?:true|1)$/.test(String(item.isP4p ?? item.p4p ?? '')) : undefined,
  ),
};

const LIST_NAMES = ['itemsArray', 'listItem', 'auctions', 'item'];

/** The API's list, whether the page is the answer itself or carries it in a script. */
export const mtopItems = entries('mtop itemsArray', (doc) => listIn(doc.json) ?? doc.state('"itemsArray"'), MTOP_ITEM);

function listIn(answer: unknown): unknown {
  for (const name of LIST_NAMES) {
    const holder = objectsWhere(answer, (object) => Array.isArray(object[name]) && object[name].some(isObject))[0];
    if (holder) return holder[name];
  }
  return undefined;
}

/** `ret` of an API answer: "SUCCESS::调用成功", "FAIL_…::reason". */
export function answerCode(doc: PageDocument): string {
  const ret = isObject(doc.json) && Array.isArray(doc.json.ret) ? doc.json.ret : [];
  return ret.filter((code) => typeof code === 'string').join(' ');
}

/** "Nothing found" of an API answer: it succeeded, and its list is there and empty. */
export function emptyAnswer(doc: PageDocument): boolean {
  if (!/SUCCESS/.test(answerCode(doc))) return false;
  return (
    objectsWhere(doc.json, (object) =>
      LIST_NAMES.some((name) => Array.isArray(object[name]) && object[name].length === 0),
    ).length > 0
  );
}
