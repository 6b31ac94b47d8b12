import { at, isObject, objectsWhere } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { saysNoResults } from '#shared/extraction/no-results.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { attr, image, mapped, text } from '#shared/extraction/rule.ts';
import { cards, entries } from '#shared/extraction/search-reader.ts';
import type { ResultPages } from '../define-marketplace.ts';
import { ITEM } from './item.ts';
import { itemIdIn } from './sites.ts';

const LINK = 'a[href*="-i."], a[href*="/product/"]';

const CARD: ListingRules = {
  id: mapped(attr(LINK, 'href'), itemIdIn),
  title: [text('[data-sqe="name"] > div:first-child, .line-clamp-2'), attr('img[alt]', 'alt')],
  price: text('span, div', /^(?:S\$|RM|₱|฿|₫|Rp|NT\$|\$|R\$)\s?[\d.,]+$/),
  imageUrls: image('img'),
  sellerId: mapped(attr(LINK, 'href'), (link) => itemIdIn(link)?.split('.')[0]),
  soldCount: text('div', /^([\d.,]+\s?(?:k|rb|mil|tr)?\+?)\s*(?:sold|terjual|đã bán|vendidos?|ขายแล้ว|已售出)/i),
};

function itemsOf(doc: PageDocument): unknown {
  const items =
    at(doc.json, 'items') ??
    at(doc.json, 'data.items') ??
    objectsWhere(doc.json, ({ items: list }) => Array.isArray(list) && list.some(isObject))[0]?.items;
  return Array.isArray(items) ? items.map((entry) => at(entry, 'item_basic') ?? entry) : undefined;
}

export const search: ResultPages = {
  sources: [
    entries('items[].item_basic', itemsOf, ITEM),
    cards('.shopee-search-item-result__item, [data-sqe="item"]', CARD),
  ],
  // An answer without a count is a refusal, not an empty result.
  nothingFound: (doc) => (at(doc.json, 'nomore') === true && at(doc.json, 'total_count') === 0) || saysNoResults(doc),
};
