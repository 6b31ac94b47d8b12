import { first } from '#shared/extraction/dom.ts';
import { at } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { saysNoResults, showsAny } from '#shared/extraction/no-results.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { attr, image, mapped, rule, text } from '#shared/extraction/rule.ts';
import { cards, entries } from '#shared/extraction/search-reader.ts';
import type { ResultPages } from '../define-marketplace.ts';
import { ARTICLE } from './address.ts';
import { API_PRODUCT, apiProducts } from './api-product.ts';

/** `article.product-card` since 2022, `.product-card` with `data-popup-nm-id` before. */
const PRODUCT_CARD: ListingRules = {
  id: [
    attr('', 'data-nm-id', /^\d+$/),
    attr('', 'data-popup-nm-id', /^\d+$/),
    attr('', 'id', /^c(\d+)$/),
    attr('a[href*="/catalog/"]', 'href', ARTICLE),
  ],
  url: mapped(attr('a[href*="/catalog/"]', 'href'), (link) => String(link).replace(/[?#].*$/s, '')),
  title: [
    mapped(text('.product-card__name, .goods-name'), (name) => String(name).replace(/^\s*\/\s*/, '')),
    attr('a.product-card__link[aria-label]', 'aria-label'),
    attr('img', 'alt'),
  ],
  price: [text('ins.price__lower-price, .price__lower-price, ins.lower-price'), text('.price ins, .price')],
  imageUrls: image('.product-card__img-wrap img, img'),
  brand: text('.product-card__brand, .brand-name'),
  sponsored: rule('advertisement label', ({ element }) =>
    first(element, '.product-card__tip--advert, [class*="advert"]') ? true : undefined,
  ),
};

function foundNothing(doc: PageDocument): boolean {
  const products = apiProducts(doc);
  if (doc.json !== undefined) return Array.isArray(products) || at(doc.json, 'metadata.catalog_value') === '';
  return showsAny(doc, '.not-found-search, .catalog-page__not-found') || saysNoResults(doc);
}

export const search: ResultPages = {
  sources: [
    entries('api products', apiProducts, API_PRODUCT),
    cards(
      '.product-card[data-nm-id], .product-card[data-popup-nm-id], .product-card',
      PRODUCT_CARD,
      (card) => first(card, 'a[href*="/catalog/"]') === null,
    ),
  ],
  nothingFound: foundNothing,
  nextPage: attr('a.pagination-next, a.pagination__next', 'href'),
};
