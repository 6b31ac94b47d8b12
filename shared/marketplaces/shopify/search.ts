import { first } from '#shared/extraction/dom.ts';
import { answeredList } from '#shared/extraction/json-answer.ts';
import { at, isEmptyList } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { saysNoResults } from '#shared/extraction/no-results.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { attr, image, mapped, rule, text } from '#shared/extraction/rule.ts';
import { cards, entries, searchReader } from '#shared/extraction/search-reader.ts';
import { shopHost } from '#shared/extraction/shop-host.ts';
import { shopCurrency, shopifyProduct } from '#shared/extraction/shopify-product.ts';
import { productAddress, productPath } from './product-path.ts';

const PLACES = ['products', 'resources.results.products', 'results.products'];

const sellerId = rule('host of the shop', ({ doc }) => shopHost(doc));

/** A product's tile in the themes that most shops use or were made from. */
const TILE: ListingRules = {
  id: [
    attr('[data-product-id]', 'data-product-id', /^\d{6,20}$/),
    attr('', 'data-product-id', /^\d{6,20}$/),
    rule('host and handle', ({ element, doc }) =>
      productPath(first(element, 'a[href*="/products/"]')?.attribs.href, doc),
    ),
  ],
  url: rule('product link', ({ element, doc }) =>
    productAddress(first(element, 'a[href*="/products/"]')?.attribs.href, doc),
  ),
  title: [
    text(
      '.card__heading a, .card-information__text, .product-card__title, .product-item__title, .grid-product__title, .grid-view-item__title',
    ),
    text('[class*="product"][class*="title"], [class*="product"][class*="name"], h2, h3'),
    attr('img[alt]', 'alt'),
  ],
  // On the themes made from Dawn the sale price is always the one to pay; on older ones a struck-out price may stand first.
  price: [
    text('.price--on-sale .price-item--sale, .price__sale .price-item--sale'),
    text('.price-item--regular'),
    text('sale-price, .price--highlight, .price ins, .price--sale'),
    text('.product-price__price, .grid-product__price, .product-item__price'),
    text('.price'),
    text('.money'),
    text('[class*="price" i]'),
  ],
  imageUrls: mapped(image('img'), (addresses) =>
    (addresses as string[]).map((address) => address.replace(/\{width\}/g, '600')),
  ),
  sellerId,
};

/** A full page of the catalogue means that there is one more. */
function nextPage(doc: PageDocument): string | undefined {
  const products = at(doc.json, 'products');
  const url = URL.parse(doc.page.url);
  const limit = Number(url?.searchParams.get('limit') ?? Number.NaN);
  if (!url || !Array.isArray(products) || !(products.length >= limit)) return undefined;
  url.searchParams.set('page', String(Number(url.searchParams.get('page') ?? 1) + 1));
  return url.href;
}

export const readSearch = searchReader({
  marketplace: 'shopify',
  listingUrl: (id, doc) => URL.parse(/^\d+$/.test(id) ? '' : `https://${id}`, doc.page.url)?.href ?? doc.page.url,
  hints: (doc) => ({ currency: shopCurrency(doc) }),
  sources: [
    entries('product list', (doc) => answeredList(doc, ...PLACES), { ...shopifyProduct, sellerId }),
    cards(
      '.product-card-wrapper, .product-card, .product-item, .grid-product, .grid-view-item, .card--product, [data-product-card], li.grid__item:has(a[href*="/products/"])',
      TILE,
      // Tiles without a picture are text links of menus and "recently viewed" placeholders.
      (card) => first(card, 'a[href*="/products/"]') === null || first(card, 'img') === null,
    ),
  ],
  nothingFound: (doc) =>
    PLACES.some((place) => isEmptyList(at(doc.json, place))) || (doc.json === undefined && saysNoResults(doc)),
  nextPage: [
    rule('full page', ({ doc }) => nextPage(doc)),
    attr('link[rel="next"]', 'href'),
    attr('.pagination a[rel="next"], a.pagination__item--prev, .pagination .next a', 'href'),
  ],
});
