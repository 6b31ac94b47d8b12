import { first } from '#shared/extraction/dom.ts';
import { at, isObject, objectsWhere } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { saysNoResults } from '#shared/extraction/no-results.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { attr, image, mapped, path, rule, text } from '#shared/extraction/rule.ts';
import { cards, entries } from '#shared/extraction/search-reader.ts';
import type { ResultPages } from '../define-marketplace.ts';
import { canonicalItemUrl, itemOf, shopOf } from './address.ts';

const LINK = 'a[href*="item.rakuten.co.jp/"]';

/** Ichiba web service: item search and ranking. */
const API_ITEM: ListingRules = {
  id: [mapped(path('itemUrl'), itemOf), path('itemCode')],
  url: mapped(path('itemUrl'), canonicalItemUrl),
  title: path('itemName'),
  price: path('itemPrice'),
  imageUrls: rule('mediumImageUrls', ({ item }) => {
    const images = at(item, 'mediumImageUrls') ?? at(item, 'smallImageUrls');
    return Array.isArray(images) ? images.map((one) => (isObject(one) ? one.imageUrl : one)) : undefined;
  }),
  sellerId: path('shopCode'),
  sellerName: path('shopName'),
  availability: mapped(path('availability'), (flag) => (Number(flag) === 1 ? 'active' : 'ended')),
  description: path('itemCaption'),
};

/** Version 1 wraps each entry (`Items[].Item`), version 2 does not. */
function apiItems(doc: PageDocument): unknown {
  const items = at(doc.json, 'Items') ?? at(doc.json, 'items');
  return Array.isArray(items) ? items.map((entry) => at(entry, 'Item') ?? entry) : undefined;
}

/** The state of the search page, since about 2018. */
const STATE_ITEM: ListingRules = {
  id: [mapped(path('url', 'originalItemUrl'), itemOf), path('itemCode')],
  url: mapped(path('url', 'originalItemUrl'), canonicalItemUrl),
  title: path('name', 'title'),
  price: path('price', 'priceRange.min'),
  imageUrls: path('images', 'imageUrl', 'image'),
  sellerId: [mapped(path('url'), shopOf), path('shop.urlCode')],
  sellerName: path('shop.name', 'shopName'),
};

function stateItems(doc: PageDocument): unknown {
  const state = doc.state('window.__INITIAL_STATE__') ?? doc.state('#__NEXT_DATA__');
  return objectsWhere(
    state,
    ({ url, name, price }) => itemOf(url) !== undefined && typeof name === 'string' && price !== undefined,
  );
}

const CARD: ListingRules = {
  id: mapped(attr(LINK, 'href'), itemOf),
  url: mapped(attr(LINK, 'href'), canonicalItemUrl),
  title: [
    attr('.title a[title], [class*="title-link"][title]', 'title'),
    text('.title a, [class*="title-link"], h2 a, .rsrSResultItemTxt a'),
    attr('img', 'alt'),
  ],
  price: [
    text('.price .important, .important, [class*="price--"], .rsrSResultItemInfo .price'),
    text('[class*="price" i]'),
  ],
  imageUrls: image('.image img, .rsrSResultPhoto img, img'),
  sellerId: mapped(attr(LINK, 'href'), shopOf),
  sellerName: text('.merchant a, [class*="merchant"] a, .rsrSResultItemInfo .txtIconShopName a'),
};

const NOTHING_FOUND = /(?:に一致する|に該当する|条件に合う)商品(?:は|が)?(?:見つかりません|ありません)/;

export const search: ResultPages = {
  sources: [
    entries('api items', apiItems, API_ITEM),
    entries('window.__INITIAL_STATE__', stateItems, STATE_ITEM),
    cards('.searchresultitem, [data-testid="search-result-item"]', CARD, (card) => first(card, LINK) === null),
    cards('.rsrSResultSect', CARD),
  ],
  nothingFound: (doc) => at(doc.json, 'count') === 0 || saysNoResults(doc, NOTHING_FOUND),
  nextPage: [attr('a.nextPage, .nextPage a', 'href'), attr('a.item.-next, link[rel="next"]', 'href')],
};
