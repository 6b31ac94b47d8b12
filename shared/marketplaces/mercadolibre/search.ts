import { withoutQuery } from '#shared/extraction/absolute-url.ts';
import { all, first, textOf } from '#shared/extraction/dom.ts';
import { at, isObject } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { saysNoResults, showsAny } from '#shared/extraction/no-results.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { attr, image, mapped, path, type Rule, rule, text } from '#shared/extraction/rule.ts';
import { priceOf } from '#shared/extraction/schema-node.ts';
import { cards, entries } from '#shared/extraction/search-reader.ts';
import type { ResultPages } from '../define-marketplace.ts';
import { moneyAmount } from './money-amount.ts';
import { API_ITEM, apiResults } from './open-api.ts';
import { pageState } from './page-state.ts';
import { POLYCARD, sellerName, soldCount } from './polycard.ts';
import { idInLink, SITES, siteOf } from './sites.ts';

const RESULTS = 'li.ui-search-layout__item';

function results(doc: PageDocument, passes: (result: unknown) => boolean): unknown {
  const found = at(pageState(doc), 'results');
  return Array.isArray(found) ? found.filter(passes) : undefined;
}

/** The state of 2019 to 2024: plain results with `permalink` and `pictures.stack`. */
const PLAIN_RESULT: ListingRules = {
  ...API_ITEM,
  url: mapped(path('permalink'), (url) => (/\/\/click\d*\./.test(String(url)) ? undefined : withoutQuery(String(url)))),
  price: rule('price.amount', ({ item, doc }) => {
    const price = at(item, 'price');
    if (!isObject(price)) return API_PRICE.read({ item, doc, element: doc.root });
    const priceCurrency = price.currency_id ?? at(pageState(doc), 'currency.id') ?? SITES[siteOf(doc)];
    return priceOf({ offers: { price: price.amount, priceCurrency } }, {});
  }),
  imageUrls: path('pictures.stack.retina', 'pictures.grid.retina', 'pictures.stack.normal', 'thumbnail'),
  sellerName: path('official_store.text', 'official_store_name', 'seller.nickname'),
  sponsored: rule('is_pad', ({ item }) => (typeof at(item, 'is_pad') === 'boolean' ? at(item, 'is_pad') : undefined)),
};
const API_PRICE = API_ITEM.price as Rule;

const cardId: Rule = rule('item link', ({ element }) =>
  all(element, 'a[href]')
    .map((link) => idInLink(link.attribs.href))
    .find(Boolean),
);

/** The id of an advertisement is only in the form that bookmarks it (until 2023), or in the state. */
const bookmarkId: Rule = attr('input[name="itemId"], [data-item-id]', 'value', /^M[A-Z]{2}\d{6,13}$/);

const cardUrl: Rule = rule(
  'item link',
  ({ element }) =>
    all(element, 'a[href]')
      .map((link) => link.attribs.href!)
      .filter((href) => !/\/\/click\d*\./.test(href) && idInLink(href) !== undefined)
      .map(withoutQuery)[0],
);

/** The cards in the page: `ui-search` since 2019, `poly-card` since 2024. */
const CARD: ListingRules = {
  id: [cardId, bookmarkId],
  url: cardUrl,
  title: text('.poly-component__title, .ui-search-item__title, .ui-search-item__group--title h2, h2, h3'),
  price: [
    moneyAmount('.poly-price__current'),
    moneyAmount('.ui-search-price__second-line'),
    moneyAmount('.ui-search-price__part, .ui-search-item__group__element, .ui-search-price'),
  ],
  imageUrls: image('img.poly-component__picture, img.ui-search-result-image__element, .slick-slide img, img'),
  sellerName: [
    mapped(text('.poly-component__seller:not(.poly-component__buy-box *)'), (shown) => sellerName(String(shown))),
    mapped(text('.ui-search-official-store-label, .ui-search-item__brand-discoverability'), (shown) =>
      sellerName(String(shown)),
    ),
  ],
  itemLocation: text('.ui-search-item__location, .poly-component__location'),
  condition: text('.poly-component__item-condition, .ui-search-item__group__element.ui-search-item__details'),
  soldCount: rule('"vendidos"', ({ element }) => soldCount(textOf(element, 1500))),
  sponsored: rule(
    'advertisement mark',
    ({ element }) =>
      first(
        element,
        '.poly-component__ads-promotions, .ui-search-item__ad-label, .ui-search-item__pub-label, a[href*="//click"]',
      ) !== null,
  ),
};

/** Until 2019. */
const OLD_CARD: ListingRules = {
  id: [
    attr('', 'id', /^M[A-Z]{2}\d{6,13}$/),
    attr('[id^="ML"], [id^="MCO"], [id^="MPE"]', 'id', /^M[A-Z]{2}\d{6,13}$/),
    cardId,
  ],
  url: cardUrl,
  title: text('.main-title, .item__title, h2'),
  price: [moneyAmount('.item__price, .price__container'), moneyAmount('.price-tag')],
  imageUrls: image('img'),
  sellerName: text('.item__brand-title, .brand-name-title'),
  itemLocation: text('.item__location'),
  soldCount: rule('"vendidos"', ({ element }) => soldCount(textOf(element, 1500))),
};

function nothingFound(doc: PageDocument): boolean {
  if (doc.json !== undefined) return at(doc.json, 'paging.total') === 0;
  if (showsAny(doc, '.ui-search-rescue, .zrp-offcorrection, .zero-results')) return true;
  return saysNoResults(
    doc,
    /não há anúncios que (?:coincidam|correspondam)|escreva na busca o que você quer encontrar/,
  );
}

export const search: ResultPages = {
  sources: [
    entries('API results', apiResults, API_ITEM),
    entries(
      'state: polycards',
      (doc) => results(doc, (result) => at(result, 'polycard.metadata.id') !== undefined),
      POLYCARD,
    ),
    entries('state: results', (doc) => results(doc, (result) => at(result, 'permalink') !== undefined), PLAIN_RESULT),
    cards(RESULTS, CARD),
    cards('#searchResults li.results-item, #results-section li.results-item, li.results-item', OLD_CARD),
  ],
  nothingFound,
  nextPage: [
    rule('state: pagination', ({ doc }) => at(pageState(doc), 'pagination.next_page.url')),
    attr(
      '.andes-pagination__button--next a, a.andes-pagination__link[title^="Si"], a.andes-pagination__link[title^="Se"]',
      'href',
    ),
    attr('a.pagination__next, li.pagination__next a, link[rel="next"]', 'href'),
  ],
};
