import { first } from '#shared/extraction/dom.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { saysNoResults, showsAny } from '#shared/extraction/no-results.ts';
import { attr, image, mapped, rule, text } from '#shared/extraction/rule.ts';
import { cards } from '#shared/extraction/search-reader.ts';
import type { ResultPages } from '../define-marketplace.ts';
import { itemIdIn } from './address.ts';

const CARD: ListingRules = {
  id: mapped(attr('a[href*="goodscode="]', 'href'), itemIdIn),
  title: [text('.text__item, .text__title'), attr('img[alt]', 'alt')],
  price: text('.box__price-seller .text__value, .text__value'),
  imageUrls: image('img'),
  sponsored: rule('advertisement mark', ({ element }) => first(element, '.box__ads-layer, .text__ads') !== null),
};

export const search: ResultPages = {
  sources: [cards('.box__item-container, .box__component-itemcard', CARD)],
  nothingFound: (doc) => showsAny(doc, '.box__noresult, .section__noresult') || saysNoResults(doc),
};
