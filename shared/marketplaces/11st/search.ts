import { first } from '#shared/extraction/dom.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { saysNoResults, showsAny } from '#shared/extraction/no-results.ts';
import { attr, image, mapped, rule, text } from '#shared/extraction/rule.ts';
import { cards } from '#shared/extraction/search-reader.ts';
import type { ResultPages } from '../define-marketplace.ts';
import { itemIdIn } from './address.ts';

const CARD: ListingRules = {
  id: mapped(attr('a[href*="/products/"]', 'href'), itemIdIn),
  title: [text('.c_prd_name strong, .c-card-item__name dd, .c_prd_name'), attr('img[alt]', 'alt')],
  price: text('.c_prd_price .value, .c-card-item__price .value, .value'),
  imageUrls: image('img'),
  sponsored: rule('advertisement mark', ({ element }) => first(element, '.c_prd_ad, .c-card-item__ad') !== null),
};

export const search: ResultPages = {
  sources: [cards('.c_card_item, .c_prd_item, li.c-search-list__item', CARD)],
  nothingFound: (doc) =>
    showsAny(doc, '.l_search_noresult, .search_noresult, .c_search_noresult') || saysNoResults(doc),
};
