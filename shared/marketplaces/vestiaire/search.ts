import { answeredList } from '#shared/extraction/json-answer.ts';
import { at, isEmptyList, isObject, objectsWhere } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { saysNoResults } from '#shared/extraction/no-results.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { attr, image, path, rule, text } from '#shared/extraction/rule.ts';
import { cards, entries } from '#shared/extraction/search-reader.ts';
import type { ResultPages } from '../define-marketplace.ts';
import { ID_IN_LINK, itemLink, picture, priceInCents } from './item-link.ts';

function items(doc: PageDocument): unknown[] | undefined {
  if (doc.json !== undefined) return answeredList(doc, 'items', 'data.items');
  return objectsWhere(
    at(doc.state('#__NEXT_DATA__'), 'props.pageProps'),
    (object) => isObject(object.price) && typeof object.link === 'string',
  );
}

const ITEM: ListingRules = {
  id: path('id'),
  url: rule('link', ({ item, doc }) => itemLink(at(item, 'link') ?? at(item, 'path'), doc)),
  title: path('name'),
  price: rule('price', ({ item }) => priceInCents(at(item, 'price'))),
  imageUrls: rule('pictures', ({ item }) => [at(item, 'pictures')].flat().flatMap((one) => picture(one) ?? [])),
  sellerId: path('seller.id'),
  sellerName: path('seller.username', 'seller.firstname'),
  itemLocation: path('country'),
  availability: rule('sold', ({ item }) => {
    const sold = at(item, 'sold');
    return typeof sold === 'boolean' ? (sold ? 'ended' : 'active') : undefined;
  }),
  listedAt: rule('createdAt', ({ item }) => {
    const seconds = at(item, 'createdAt');
    return typeof seconds === 'number' && seconds > 0 && seconds < 1e10
      ? new Date(seconds * 1000).toISOString()
      : undefined;
  }),
  description: path('description'),
  brand: path('brand.name'),
};

const CARD: ListingRules = {
  id: attr('a[href*=".shtml"]', 'href', ID_IN_LINK),
  url: rule('link', ({ element, doc }) =>
    itemLink(attr('a[href*=".shtml"]', 'href').read({ element, doc, item: undefined }), doc),
  ),
  title: [
    text('[class*="productText__name"], [class*="description__name"], [itemprop="name"]'),
    attr('img[alt]', 'alt'),
  ],
  price: [
    text('[class*="price"] [class*="discounted"]'),
    text('[class*="productText__price"]'),
    text('[class*="price"]'),
  ],
  imageUrls: image('img'),
  brand: text('[class*="productText__brand"], [class*="brand"]'),
};

export const search: ResultPages = {
  sources: [
    entries('items', items, ITEM),
    cards('[class*="product-card_productCard"]:has(a[href*=".shtml"]), li:has(a[href*=".shtml"])', CARD),
  ],
  nothingFound: (doc) => isEmptyList(at(doc.json, 'items')) || saysNoResults(doc),
  nextPage: attr('link[rel="next"], a[rel="next"]', 'href'),
};
