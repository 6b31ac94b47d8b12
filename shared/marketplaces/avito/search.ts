import { withoutQuery } from '#shared/extraction/absolute-url.ts';
import { all, first, textOf } from '#shared/extraction/dom.ts';
import { at } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { saysNoResults, showsAny } from '#shared/extraction/no-results.ts';
import { parseRating } from '#shared/extraction/numbers.ts';
import { attr, image, mapped, path, rule, text } from '#shared/extraction/rule.ts';
import { cards, entries } from '#shared/extraction/search-reader.ts';
import type { ResultPages } from '../define-marketplace.ts';
import { ITEM_ID } from './address.ts';

const TITLE_LINK = 'a[data-marker="item-title"], a.item-description-title-link, a[itemprop="url"]';
const SELLER_LINK = '[class*="userInfo"] a[href], [class*="sellerInfo"] a[href], a[data-marker="item-user-logo-link"]';

/** `[data-marker="item"]`, since about 2019; `.item_table` before. The markers outlive the class names. */
const CARD: ListingRules = {
  id: [attr('', 'data-item-id'), attr('', 'id', /^i(\d+)$/), attr(TITLE_LINK, 'href', ITEM_ID)],
  url: mapped(attr(TITLE_LINK, 'href'), (link) => withoutQuery(String(link))),
  title: [text('[itemprop="name"]'), text(TITLE_LINK)],
  price: [
    rule('[itemprop="price"] with its currency', ({ element }) => {
      const amount = first(element, 'meta[itemprop="price"]')?.attribs.content;
      const currency = first(element, 'meta[itemprop="priceCurrency"]')?.attribs.content;
      return amount && amount !== '0' ? `${amount} ${currency ?? 'RUB'}` : undefined;
    }),
    text('[data-marker="item-price"], .price'),
  ],
  // Far cards have no picture yet: the only one in them is the seller's logo.
  imageUrls: [
    image('img[itemprop="image"]'),
    image('[data-marker="item-photo"] img'),
    image('.large-picture-img, .item-photo img'),
  ],
  sellerId: attr(SELLER_LINK, 'href', /\/(?:brands|user|shop)\/([^/?#]+)/),
  sellerName: text('[class*="userInfo"] a p, [class*="sellerInfo"] a p, [data-marker="item-line"] a'),
  sellerRating: mapped(text('[data-marker="seller-rating/score"]', /^[\d.,]+$/), (stars) => parseRating(String(stars))),
  sellerFeedback: text('[data-marker="seller-rating/summary"], [data-marker="seller-info/summary"]'),
  itemLocation: [
    rule('geo lines', ({ element }) => {
      const lines = all(element, '[class*="geo-root"] p, [data-marker="item-address"] p');
      return lines.map((line) => textOf(line, 200)).join('');
    }),
    text('[data-marker="item-address"], .item-address__string'),
  ],
  availability: attr('meta[itemprop="availability"]', 'content'),
  description: attr('meta[itemprop="description"]', 'content'),
};

/** Answers of the list API: `items` of the catalogue, promoted blocks aside. */
const API_ITEM: ListingRules = {
  id: path('id'),
  url: mapped(path('urlPath'), (link) => withoutQuery(String(link))),
  title: path('title'),
  price: path('priceDetailed.value', 'priceDetailed.string', 'price'),
  imageUrls: path('images.0.636x476', 'images.0.472x472', 'images.0.432x324', 'images.0.208x208'),
  sellerName: path('iva.UserInfoStep.0.payload.profile.title'),
  sellerId: path('sellerId', 'userLogo.userId'),
  itemLocation: path('geo.formattedAddress', 'location.name'),
  description: path('description'),
};

export const search: ResultPages = {
  sources: [
    entries('api catalogue', (doc) => at(doc.json, 'catalog.items') ?? at(doc.json, 'items'), API_ITEM),
    cards('[data-marker="catalog-serp"] [data-marker="item"], [data-marker="item"]', CARD),
    cards('.item_table[id], .js-catalog-item-enum', CARD),
  ],
  nothingFound: (doc) => showsAny(doc, '[data-marker="empty-results"], .nulus') || saysNoResults(doc),
  nextPage: attr(
    'a[data-marker="pagination-button/nextPage"], a[data-marker="pagination-button/next"], a.js-pagination-next',
    'href',
  ),
};
