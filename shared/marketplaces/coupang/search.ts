import { first } from '#shared/extraction/dom.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { saysNoResults, showsAny } from '#shared/extraction/no-results.ts';
import { attr, image, mapped, rule, text } from '#shared/extraction/rule.ts';
import { cards } from '#shared/extraction/search-reader.ts';
import type { ResultPages } from '../define-marketplace.ts';
import { itemIdIn } from './address.ts';

const CARD: ListingRules = {
  id: mapped(attr('a[href*="/vp/products/"]', 'href'), itemIdIn),
  title: [text('.name, [class*="ProductUnit_productName"]'), attr('img[alt]', 'alt')],
  price: text('.price-value, [class*="Price_priceValue"], [class*="fw-bold"] span'),
  imageUrls: image('img'),
  sponsored: rule(
    'advertisement mark',
    ({ element }) => first(element, '.search-product__ad-badge, [class*="AdMark"]') !== null,
  ),
};

export const search: ResultPages = {
  sources: [cards('li.search-product, li[class*="ProductUnit_productUnit"]', CARD)],
  nothingFound: (doc) => showsAny(doc, '.search-no-result, [class*="noResult"]') || saysNoResults(doc),
};
