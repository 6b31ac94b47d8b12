import { answeredItem, answeredList } from '#shared/extraction/json-answer.ts';
import { at, isObject, objectsWhere } from '#shared/extraction/json-path.ts';
import { type ListingRules, rulesInOrder } from '#shared/extraction/listing-fields.ts';
import { markupText } from '#shared/extraction/markup-text.ts';
import { saysNoResults } from '#shared/extraction/no-results.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { addressPart, attr, image, mapped, meta, path, rule, text } from '#shared/extraction/rule.ts';
import { many, priceOf } from '#shared/extraction/schema-node.ts';
import { schemaProduct } from '#shared/extraction/schema-product.ts';
import { cards, entries } from '#shared/extraction/search-reader.ts';
import type { OfferPages, ResultPages } from '../define-marketplace.ts';

const KEY_IN_LINK = /^(?:https?:\/\/stockx\.com)?\/(?:\w\w-\w\w\/)?((?=[\w-]*-)[a-z0-9][\w-]{4,200})(?=[?#]|$)/i;

export function itemUrl(urlKey: string): string {
  return `https://stockx.com/${encodeURIComponent(urlKey)}`;
}

const BROWSE = 'browse.results.edges';

/** Products of the page's query cache, of the API behind it, or as a list of them. */
function products(doc: PageDocument): unknown[] | undefined {
  const edges =
    answeredList(doc, `data.${BROWSE}`, BROWSE) ??
    objectsWhere(doc.state('#__NEXT_DATA__'), (object) => Array.isArray(at(object, BROWSE))).flatMap((object) =>
      at(object, BROWSE),
    );
  return edges.map((edge) => at(edge, 'node') ?? edge);
}

/** The lowest ask: what a buyer pays now. The bid and the last sale are not prices to pay. */
function lowestAsk(item: unknown) {
  const market = at(item, 'market') ?? at(item, 'pricing.market');
  const ask =
    at(market, 'state.lowestAsk.amount') ?? at(market, 'bidAskData.lowestAsk') ?? at(market, 'lowestAsk.amount');
  const priceCurrency = at(market, 'currencyCode') ?? at(market, 'bidAskData.currency') ?? 'USD';
  return typeof ask === 'number' && ask > 0 ? priceOf({ offers: { price: ask, priceCurrency } }, {}) : undefined;
}

/** A product of the site's catalogue; its many sellers are not named. */
const PRODUCT: ListingRules = {
  id: path('urlKey'),
  title: path('title', 'primaryTitle', 'name'),
  price: rule('lowest ask', ({ item }) => lowestAsk(item)),
  imageUrls: rule('media', ({ item }) => [
    ...many(at(item, 'media.gallery')),
    ...['imageUrl', 'smallImageUrl', 'thumbUrl'].flatMap((name) => at(item, `media.${name}`) ?? []).slice(0, 1),
  ]),
  condition: path('condition'),
  soldCount: path('market.deadStock.sold'),
  description: mapped(path('description'), markupText),
  brand: path('brand'),
  sku: path('styleId'),
  gtin: path('variants.0.gtins.0.identifier'),
};

const TILE: ListingRules = {
  id: attr('a[href]', 'href', KEY_IN_LINK),
  title: [text('[data-testid="product-tile-title"]'), attr('img[alt]', 'alt')],
  price: text('[data-testid="product-tile-lowest-ask-amount"]'),
  imageUrls: image('img'),
};

export const search: ResultPages = {
  sources: [
    entries('products', products, PRODUCT),
    cards('[data-testid="productTile"], [data-testid="ProductTile"]', TILE),
  ],
  nothingFound: (doc) => answeredList(doc, `data.${BROWSE}`)?.length === 0 || saysNoResults(doc),
  nextPage: attr('a[aria-label="Next"], a[data-testid="pagination-next"]', 'href'),
};

function productState(doc: PageDocument): unknown {
  if (doc.json !== undefined) return answeredItem(doc, 'data.product', 'product');
  const found = objectsWhere(doc.state('#__NEXT_DATA__'), (object) => typeof at(object, 'product.urlKey') === 'string');
  return at(found[0], 'product');
}

export const listing: OfferPages = {
  item: productState,
  fields: rulesInOrder(
    PRODUCT,
    { id: [attr('link[rel="canonical"]', 'href', KEY_IN_LINK), addressPart(KEY_IN_LINK)] },
    { ...schemaProduct(), sellerName: [] },
    { title: [text('h1'), meta('og:title')], imageUrls: meta('og:image') },
  ),
  isListing: ({ title, price }, doc) => title !== '' && (price !== null || isObject(productState(doc))),
};
