import { first } from '#shared/extraction/dom.ts';
import { answeredItem, answeredList } from '#shared/extraction/json-answer.ts';
import { at, isEmptyList, isObject } from '#shared/extraction/json-path.ts';
import { type ListingRules, rulesInOrder } from '#shared/extraction/listing-fields.ts';
import { listingReader } from '#shared/extraction/listing-reader.ts';
import { saysNoResults } from '#shared/extraction/no-results.ts';
import { attr, image, meta, path, rule, text } from '#shared/extraction/rule.ts';
import { schemaProduct } from '#shared/extraction/schema-product.ts';
import { cards, entries, searchReader } from '#shared/extraction/search-reader.ts';
import { goodsElsewhere } from '#shared/extraction/shop/goods-elsewhere.ts';
import { shopifyProduct } from '#shared/extraction/shopify-product.ts';

const MARKETPLACE = 'fashionphile';
const SITE = 'https://www.fashionphile.com/';
const HINTS = { currency: 'USD' };
const PLACES = ['products', 'results', 'hits', 'data'];
const HANDLE_IN_LINK = /\/(?:products|p)\/([\w-]{3,200})/;

const listingUrl = (id: string) => `${SITE}search?q=${encodeURIComponent(id)}`;

/** The shop's own goods, as Shopify answers them and as its search does. It sells what it has bought: there is no seller to name. */
const PRODUCT: ListingRules = rulesInOrder(
  {
    ...shopifyProduct,
    url: rule('handle', ({ item }) => {
      const handle = at(item, 'handle');
      return typeof handle === 'string' ? `${SITE}products/${handle}` : undefined;
    }),
    condition: path('condition'),
  },
  {
    title: path('product_name', 'name'),
    price: path('price'),
    brand: path('brand_name', 'brand'),
    imageUrls: path('image_url', 'imageUrl'),
  },
);

const TILE: ListingRules = {
  id: [
    attr('[data-product-id]', 'data-product-id'),
    attr('a[href*="/products/"], a[href*="/p/"]', 'href', HANDLE_IN_LINK),
  ],
  url: attr('a[href*="/products/"], a[href*="/p/"]', 'href'),
  title: [text('.product_name, .product-card__title, [class*="title"]'), attr('img[alt]', 'alt')],
  price: [text('.price .price-item--sale'), text('.productPrice'), text('[class*="price"]')],
  imageUrls: image('img'),
  brand: text('.brand_name, .product-card__vendor, [class*="brand"]'),
};

export const readSearch = searchReader({
  marketplace: MARKETPLACE,
  listingUrl,
  hints: () => HINTS,
  sources: [
    entries('product list', (doc) => answeredList(doc, ...PLACES), PRODUCT),
    cards('.product-card, .product_container, [data-product-card]', TILE, (card) => first(card, 'a[href]') === null),
    ...goodsElsewhere(HANDLE_IN_LINK),
  ],
  nothingFound: (doc) => PLACES.some((place) => isEmptyList(at(doc.json, place))) || saysNoResults(doc),
  nextPage: attr('link[rel="next"], .pagination a[rel="next"]', 'href'),
});

export const readListing = listingReader({
  marketplace: MARKETPLACE,
  listingUrl,
  hints: () => HINTS,
  item: (doc) => answeredItem(doc, 'product'),
  fields: rulesInOrder(
    { ...PRODUCT, url: [PRODUCT.url!, attr('link[rel="canonical"]', 'href')].flat() },
    {
      id: [
        rule('var meta', ({ doc }) => at(doc.state('var meta ='), 'product.id')),
        attr('link[rel="canonical"]', 'href', HANDLE_IN_LINK),
      ],
    },
    { ...schemaProduct(HINTS), sellerName: [] },
    { title: [text('h1'), meta('og:title')], imageUrls: meta('og:image') },
  ),
  isListing: ({ title, price }, doc) =>
    title !== '' && (price !== null || isObject(answeredItem(doc, 'product')) || doc.products().length > 0),
});
