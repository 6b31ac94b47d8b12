import { at } from '#shared/extraction/json-path.ts';
import { type ListingRules, rulesInOrder } from '#shared/extraction/listing-fields.ts';
import { markupText } from '#shared/extraction/markup-text.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { attr, mapped, meta, path, rule, text } from '#shared/extraction/rule.ts';
import type { OfferPages } from '../define-marketplace.ts';
import { canonicalItemUrl, itemOf, shopOf } from './address.ts';

// "【楽天市場】Title：Shop"
const PAGE_TITLE = /^\s*(?:【楽天市場】)?(.+?)(?:\s*：([^：]+))?\s*$/s;

/** `#item-page-app-data`, since about 2021. */
const STATE: ListingRules = {
  id: [
    mapped(meta('og:url'), itemOf),
    mapped(
      rule('address', ({ doc }) => doc.page.url),
      itemOf,
    ),
  ],
  title: path('title'),
  description: mapped(path('newProductDescription', 'pcFields.productDescription'), markupText),
  gtin: path('articleNumber.value'),
};

const ADDRESS = rule('address', ({ doc }) => doc.meta('og:url') ?? doc.page.url);

const PAGE: Partial<ListingRules> = {
  url: mapped(ADDRESS, canonicalItemUrl),
  title: [
    text('.normal_reserve_item_name'),
    text('[class*="item-name"], .item_name b'),
    mapped(meta('og:title'), (title) => PAGE_TITLE.exec(String(title))?.[1]),
  ],
  price: [attr('[itemprop="price"][content]', 'content'), attr('[data-price]', 'data-price', /^\d+$/), text('.price2')],
  // The first picture in full size, then the others.
  imageUrls: rule('og:image, itemprop="image"', ({ doc }) => [doc.meta('og:image'), ...imagesOfPage(doc)]),
  sellerId: mapped(ADDRESS, shopOf),
  sellerName: [
    mapped(attr('meta[itemprop="name"]', 'content'), (name) => /｜([^｜]+)$/.exec(String(name))?.[1]),
    mapped(meta('og:title'), (title) => PAGE_TITLE.exec(String(title))?.[2]),
  ],
  availability: attr('[itemprop="availability"]', 'content'),
  gtin: attr('[itemprop="gtin13"]', 'content'),
};

function imagesOfPage(doc: PageDocument): unknown[] {
  const images = doc.microdata().flatMap((node) => node.image ?? []);
  const state = at(stateOf(doc), 'media.images');
  const ofState = Array.isArray(state) ? state.map((image) => at(image, 'location') ?? image) : [];
  return [...images, ...ofState].filter((image) => typeof image === 'string');
}

function stateOf(doc: PageDocument): unknown {
  return at(doc.state('#item-page-app-data'), 'api.data.itemInfoSku');
}

const GONE =
  /(?:この商品|ご指定の(?:商品|ページ)|お探しの(?:商品|ページ))は.{0,20}(?:見つかりません|存在しません|販売を終了|ありません)|現在ご購入いただけません/;

export const listing: OfferPages = {
  item: stateOf,
  fields: rulesInOrder(STATE, PAGE),
  gone: (doc) =>
    stateOf(doc) === undefined && doc.meta('og:type') === undefined && GONE.test(doc.text()) ? 'removed' : undefined,
  isListing: (listing) => listing.title !== '' && listing.price !== null,
};
