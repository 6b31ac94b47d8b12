import { withoutQuery } from '#shared/extraction/absolute-url.ts';
import { answeredItem, answeredList } from '#shared/extraction/json-answer.ts';
import { at, isObject } from '#shared/extraction/json-path.ts';
import { type ListingRules, rulesInOrder } from '#shared/extraction/listing-fields.ts';
import { saysNoResults, showsAny } from '#shared/extraction/no-results.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { addressPart, attr, image, mapped, meta, path, rule, text } from '#shared/extraction/rule.ts';
import { many } from '#shared/extraction/schema-node.ts';
import { schemaProduct } from '#shared/extraction/schema-product.ts';
import { cards, entries } from '#shared/extraction/search-reader.ts';
import type { OfferPages, ResultPages } from '../define-marketplace.ts';

const HINTS = { currency: 'KZT' };
const ID_IN_LINK = /\/p\/(?:[^/?#]{1,300}-)?(\d{6,12})(?=[/?#]|$)/;
const MERCHANT_IN_LINK = /\/merchant\/([\w-]{2,60})/;

export function itemUrl(id: string): string {
  return `https://kaspi.kz/shop/p/-${id}/`;
}

function itemLink(link: unknown): string | undefined {
  if (typeof link !== 'string' || !ID_IN_LINK.test(link)) return undefined;
  // `shopLink` of the state leaves out the shop's folder.
  const path = link.startsWith('/p/') ? `/shop${link}` : link;
  return withoutQuery(URL.parse(path, 'https://kaspi.kz/')?.href ?? '') || undefined;
}

function pictures(images: unknown): unknown[] {
  return many(images).flatMap((one) => (isObject(one) ? (one.large ?? one.medium ?? one.small ?? []) : (one ?? [])));
}

/** A product card: it names goods that several merchants offer, at the lowest of their prices. */
const ENTRY: ListingRules = {
  id: path('id', 'configSku'),
  url: mapped(path('shopLink'), itemLink),
  title: path('title'),
  price: path('unitSalePrice', 'unitPrice', 'priceFormatted', 'price'),
  imageUrls: rule('images', ({ item }) => pictures(at(item, 'previewImages') ?? at(item, 'galleryImages'))),
  sellerId: path('merchantId'),
  sellerName: path('merchantName'),
  availability: rule('stock', ({ item }) => (at(item, 'stock') === 0 ? 'ended' : undefined)),
  listedAt: path('createdTime'),
  brand: path('brand', 'promoConditions.brand'),
};

const CARD: ListingRules = {
  id: [attr('', 'data-product-id', /^\d+$/), attr('a[href*="/shop/p/"]', 'href', ID_IN_LINK)],
  url: mapped(attr('a[href*="/p/"]', 'href'), itemLink),
  title: [text('.item-card__name-link, .item-card__name'), attr('img[alt]', 'alt')],
  // The other price of a card is a monthly instalment.
  price: [text('.item-card__debet .item-card__prices-price'), text('.item-card__prices-price')],
  imageUrls: image('img.item-card__image, img'),
};

export const search: ResultPages = {
  sources: [
    entries('catalogue answer', (doc) => answeredList(doc, 'data.cards', 'data', 'cards'), ENTRY),
    cards('.item-card[data-product-id], .item-card', CARD),
  ],
  nothingFound: (doc) => showsAny(doc, '.search-result__empty, .no-results') || saysNoResults(doc),
  nextPage: attr('link[rel="next"], a[rel="next"]', 'href'),
};

function card(doc: PageDocument): unknown {
  if (doc.json !== undefined) return answeredItem(doc, 'card', 'data');
  const state = doc.state('BACKEND.components.item');
  const found = at(state, 'card');
  return isObject(found) ? { galleryImages: at(state, 'galleryImages'), ...found } : undefined;
}

export const listing: OfferPages = {
  item: card,
  fields: rulesInOrder(
    {
      ...ENTRY,
      id: [
        path('id'),
        meta('product:retailer_item_id'),
        attr('link[rel="canonical"]', 'href', ID_IN_LINK),
        addressPart(ID_IN_LINK),
      ],
      url: [mapped(attr('link[rel="canonical"]', 'href'), itemLink), mapped(path('shopLink'), itemLink)],
      // Merchants stand in a table that the page loads after it; the first has the lowest price.
      sellerId: attr(
        '.sellers-table__self a[href*="/merchant/"], .sellers-table__cell a[href*="/merchant/"]',
        'href',
        MERCHANT_IN_LINK,
      ),
      sellerName: text('.sellers-table__self a[href*="/merchant/"], .sellers-table__cell a[href*="/merchant/"]'),
    },
    { ...schemaProduct(HINTS), sellerName: [] },
    {
      title: [text('h1'), meta('og:title')],
      price: meta('product:price:amount'),
      imageUrls: meta('og:image'),
      availability: meta('product:availability'),
    },
  ),
  isListing: ({ title, price }, doc) =>
    title !== '' && (price !== null || isObject(card(doc)) || doc.products().length > 0),
};
