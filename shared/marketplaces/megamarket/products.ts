import { withoutQuery } from '#shared/extraction/absolute-url.ts';
import { first } from '#shared/extraction/dom.ts';
import { answeredItem, answeredList } from '#shared/extraction/json-answer.ts';
import { at } from '#shared/extraction/json-path.ts';
import { type ListingRules, rulesInOrder } from '#shared/extraction/listing-fields.ts';
import { saysNoResults } from '#shared/extraction/no-results.ts';
import { addressPart, attr, image, mapped, meta, path, rule, text } from '#shared/extraction/rule.ts';
import { schemaProduct } from '#shared/extraction/schema-product.ts';
import { cards, entries } from '#shared/extraction/search-reader.ts';
import type { OfferPages, ResultPages } from '../define-marketplace.ts';

const HINTS = { currency: 'RUB' };
const SITE = 'https://megamarket.ru/';

/** "…-100060024498_140627": goods, and after the line the merchant whose offer it is. */
const ID_IN_LINK = /\/details\/(?:[^/?#]{1,300}-)?(\d{8,16}(?:_\d{1,9})?)(?=[/?#]|$)/;
const SHOP_IN_LINK = /\/shop\/([\w-]{2,80})/;

export function itemUrl(id: string): string {
  return `${SITE}catalog/details/item-${id}/`;
}

function itemLink(link: unknown): string | undefined {
  if (typeof link !== 'string' || !ID_IN_LINK.test(link)) return undefined;
  return withoutQuery(URL.parse(link, SITE)?.href ?? '') || undefined;
}

/** An entry of the catalogue's API. */
const ENTRY: ListingRules = {
  id: path('goods.goodsId', 'goodsId'),
  url: mapped(path('goods.webUrl', 'webUrl'), itemLink),
  title: path('goods.title', 'title'),
  price: path('favoriteOffer.finalPrice', 'favoriteOffer.price', 'finalPrice', 'price'),
  imageUrls: path('goods.images', 'goods.titleImage', 'titleImage'),
  sellerId: path('favoriteOffer.merchantId'),
  sellerName: path('favoriteOffer.merchantName'),
  availability: rule('isAvailable', ({ item }) => {
    const available = at(item, 'isAvailable');
    return typeof available === 'boolean' ? (available ? 'active' : 'ended') : undefined;
  }),
  brand: path('goods.brand'),
};

const LINK = 'a[href*="/details/"]';

const CARD: ListingRules = {
  id: [attr('a[data-product-id]', 'data-product-id'), attr(LINK, 'href', ID_IN_LINK)],
  url: mapped(attr(LINK, 'href'), itemLink),
  title: [
    attr('[data-test="product-name-link"]', 'title'),
    text('[data-test="product-name-link"], [data-test="product-name"]'),
    attr('img[alt]', 'alt'),
  ],
  price: text('[data-test="product-price"], .item-price'),
  imageUrls: [image('img[data-test="product-image"]'), image('img')],
  sellerId: attr('a[data-test="merchant-link"]', 'href', SHOP_IN_LINK),
  sellerName: text('[data-test="merchant-name"]'),
};

export const search: ResultPages = {
  sources: [
    entries('catalogue answer', (doc) => answeredList(doc, 'items'), ENTRY),
    // Carousels ("popular now") use the same tiles under another list id.
    cards('[data-test="product-item"]:has(a[data-list-id="main"])', CARD),
    cards(
      '[data-test="product-item"]:not(.product-list-item):not(:has(a[data-list-id])), .item-block',
      CARD,
      (card) => first(card, LINK) === null,
    ),
  ],
  nothingFound: (doc) => at(doc.json, 'total') === '0' || at(doc.json, 'total') === 0 || saysNoResults(doc),
  nextPage: attr('link[rel="next"], a[rel="next"]', 'href'),
};

export const listing: OfferPages = {
  item: (doc) => answeredItem(doc),
  fields: rulesInOrder(
    {
      id: [path('goods.goodsId'), attr('link[rel="canonical"]', 'href', ID_IN_LINK), addressPart(ID_IN_LINK)],
      url: [mapped(attr('link[rel="canonical"]', 'href'), itemLink), mapped(meta('og:url'), itemLink)],
      title: path('goods.title'),
      price: [
        path('favoriteOffer.finalPrice', 'favoriteOffer.price'),
        text('.sales-block-offer-price__price-final, .pdp-sales-block .sales-block-offer-price'),
      ],
      imageUrls: path('goods.images'),
      sellerId: [
        path('favoriteOffer.merchantId'),
        attr('.pdp-merchant a[href*="/shop/"], a[data-test="merchant-link"]', 'href', SHOP_IN_LINK),
      ],
      sellerName: [
        path('favoriteOffer.merchantName'),
        text('.pdp-merchant-rating-block__merchant-name, .pdp-offer-block__merchant-link, [data-test="merchant-name"]'),
      ],
      brand: path('goods.brand'),
    },
    schemaProduct(HINTS),
    { title: [text('h1'), meta('og:title')], imageUrls: meta('og:image') },
  ),
  isListing: ({ title, price }) => title !== '' && price !== null,
};
