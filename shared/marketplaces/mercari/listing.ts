import { first } from '#shared/extraction/dom.ts';
import { at, objectsWhere } from '#shared/extraction/json-path.ts';
import { type ListingRules, rulesInOrder, rulesWhen } from '#shared/extraction/listing-fields.ts';
import { parseRating } from '#shared/extraction/numbers.ts';
import { idOfOwnAddress } from '#shared/extraction/own-address.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { attr, image, longText, mapped, meta, pick, rule, type Scope, text } from '#shared/extraction/rule.ts';
import { pageProduct } from '#shared/extraction/shop/page-product.ts';
import type { OfferPages } from '../define-marketplace.ts';
import { AMERICAN_ITEM, JAPANESE_ITEM } from './api.ts';
import { siteOf } from './sites.ts';

const ITEM_ID = /\/(?:items?|shops\/product)\/(\w+)/;
const SELLER_LINK = 'a[href*="/user/profile/"], a[href*="/shops/profile/"], a[href*="/u/"][data-testid*="Seller"]';

const PAGE: ListingRules = {
  id: idOfOwnAddress(ITEM_ID),
  title: [
    text('[data-testid="name"] h1, [data-testid="name"]'),
    text('[data-testid="ItemName"], h1.item-name'),
    pageProduct.title,
    mapped(meta('og:title'), (title) => String(title).replace(/\s*(?:by メルカリ|- メルカリ|\| Mercari)\s*$/, '')),
  ],
  price: [
    pageProduct.price,
    rule('meta product:price', ({ doc }) => {
      const amount = doc.meta('product:price:amount');
      return amount && `${amount} ${doc.meta('product:price:currency') ?? ''}`;
    }),
    text('[data-testid="price"]'),
    text('[data-testid="ItemPrice"], .item-price'),
  ],
  imageUrls: [pageProduct.imageUrls, image('[data-testid^="image-"] img, .item-photo img'), meta('og:image')],
  sellerId: attr(SELLER_LINK, 'href', /\/(?:profile|u)\/(\w+)/),
  sellerName: [
    text('[data-testid="seller-link"] p'),
    attr('[data-location*="seller_info"][aria-label]', 'aria-label', /^(.+?), /),
    text('[data-testid="ItemDetailsSellerUserName"]'),
  ],
  sellerFeedback: attr('[data-location*="seller_info"][aria-label]', 'aria-label', /([\d,]+)件のレビュー/),
  sellerRating: mapped(attr('[data-testid="seller-link"] .merRating', 'aria-label', /^[\d.]+$/), (stars) =>
    parseRating(String(stars)),
  ),
  // 未定: the seller has not decided where it ships from.
  itemLocation: mapped(text('[data-testid="発送元の地域"]'), (place) => (place === '未定' ? undefined : place)),
  condition: [text('[data-testid="商品の状態"]'), text('[data-testid="ItemDetailsCondition"]')],
  availability: [
    rule('checkout button', ({ element }) => {
      const button = first(element, '[data-testid="checkout-button"]');
      if (!button) return undefined;
      return button.attribs.name === 'disabled' || 'disabled' in button.attribs ? 'ended' : 'active';
    }),
  ],
  description: longText('[data-testid="description"]'),
};

/** `items/get` keeps the item in `data`; the American page in its state. */
function itemState(doc: PageDocument): unknown {
  if (doc.json !== undefined) return at(doc.json, 'data.item') ?? at(doc.json, 'data');
  const id = pick(doc.meta('og:url') ?? doc.page.url, ITEM_ID);
  const sameItem = objectsWhere(
    doc.state('#__NEXT_DATA__'),
    (object) => id !== undefined && object.id === id && object.name !== undefined && object.price !== undefined,
  );
  return sameItem[0];
}

/** Only the American page counts in cents. */
const isJapanese = ({ doc }: Scope) => doc.json !== undefined || siteOf(doc) === 'jp.mercari.com';
const STATE = rulesInOrder(
  rulesWhen(isJapanese, JAPANESE_ITEM),
  rulesWhen((scope) => !isJapanese(scope), AMERICAN_ITEM),
);

const GONE =
  /該当する商品は削除されています|この商品は削除されました|商品が見つかりません|ページが見つかりません|item (?:is|was) (?:no longer available|deleted|not found)/i;

export const listing: OfferPages = {
  item: itemState,
  fields: rulesInOrder(STATE, PAGE),
  gone: (doc) => (doc.products().length === 0 && GONE.test(doc.text()) ? 'removed' : undefined),
  isListing: (listing) => listing.title !== '' && listing.price !== null,
};
