import { first } from '#shared/extraction/dom.ts';
import { answeredList } from '#shared/extraction/json-answer.ts';
import { at, isObject, objectsWhere } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { saysNoResults } from '#shared/extraction/no-results.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { attr, image, path, rule, text } from '#shared/extraction/rule.ts';
import { many, priceOf } from '#shared/extraction/schema-node.ts';
import { cards, entries } from '#shared/extraction/search-reader.ts';
import type { ResultPages } from '../define-marketplace.ts';
import { OFFER_IN_LINK, SITES, siteOf } from './sites.ts';

const isOffer = (element: unknown) =>
  isObject(element) &&
  (element.url !== undefined || element.offer_id !== undefined || element.sellingMode !== undefined);

/** The page's listing state, the official search answer ("promoted" before "regular", as the page shows them), or a list of offers. */
function offers(doc: PageDocument): unknown[] | undefined {
  const items = at(doc.json, 'items');
  if (isObject(items) && (items.promoted ?? items.regular)) return [items.promoted, items.regular].flatMap(many);
  const listed = answeredList(doc, 'products', 'items.elements', 'offers');
  // `elements` also holds advertisements and banners, which have no address.
  if (listed) return listed.filter(isOffer);
  const state = doc.state('__listing_StoreState') ?? doc.state('"__listing_StoreState"');
  return objectsWhere(state, (object) => Array.isArray(object.elements))
    .flatMap((object) => many(object.elements))
    .filter(isOffer);
}

function link(item: unknown): string {
  return String(at(item, 'url') ?? at(item, 'link') ?? '');
}

const OFFER: ListingRules = {
  id: [path('offer_id', 'offerId'), rule('link', ({ item }) => OFFER_IN_LINK.exec(link(item))?.[1]), path('id')],
  title: path('name', 'title.text', 'title'),
  price: rule('price', ({ item, doc }) => {
    const price =
      at(item, 'sellingMode.price') ?? at(item, 'price.mainPrice') ?? at(item, 'price.normal') ?? at(item, 'price');
    const amount = at(price, 'amount') ?? price;
    const priceCurrency = at(price, 'currency') ?? at(item, 'currency') ?? SITES[siteOf(doc)];
    return priceOf({ offers: { price: amount, priceCurrency } }, {});
  }),
  imageUrls: rule('images', ({ item }) =>
    [...many(at(item, 'images')), ...many(at(item, 'photos')), at(item, 'image'), at(item, 'mainThumbnail')].flatMap(
      (picture) => (isObject(picture) ? (picture.url ?? picture.original ?? picture.medium ?? []) : (picture ?? [])),
    ),
  ),
  sellerId: path('seller.id'),
  sellerName: path('seller.login', 'seller.name', 'seller.title', 'seller'),
  sponsored: rule('promotion', ({ item }) => {
    const promotion = at(item, 'promotion.emphasized') ?? at(item, 'isSponsored');
    return typeof promotion === 'boolean' ? promotion : undefined;
  }),
};

const CARD: ListingRules = {
  id: attr('a[href]', 'href', OFFER_IN_LINK),
  title: [text('h2 a, h2, h3 a'), attr('img[alt]', 'alt')],
  price: [
    attr('meta[itemprop="price"]', 'content'),
    text('[aria-label*="cena" i], span', /\d[\d\s.,]{0,15}\s?(?:zł|Kč|€|Ft)/),
  ],
  imageUrls: image('img'),
  sponsored: rule('"Promowane"', ({ element }) =>
    first(element, '[aria-label*="Sponsorowan"], [data-analytics-label*="sponsored"]') ? true : undefined,
  ),
};

export const search: ResultPages = {
  sources: [
    entries('listing state', offers, OFFER),
    cards('article[data-role="offer"], article[data-analytics-view-label], article:has(a[href*="/oferta/"])', CARD),
  ],
  nothingFound: (doc) => at(doc.json, 'searchMeta.availableCount') === 0 || saysNoResults(doc),
  nextPage: attr('a[rel="next"], a[data-role="next-page"], link[rel="next"]', 'href'),
};
