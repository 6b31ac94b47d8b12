import { first, textOf } from '#shared/extraction/dom.ts';
import { at } from '#shared/extraction/json-path.ts';
import { linkCards } from '#shared/extraction/link-cards.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { saysNoResults, showsAny } from '#shared/extraction/no-results.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { attr, image, rule, text } from '#shared/extraction/rule.ts';
import { cards, entries } from '#shared/extraction/search-reader.ts';
import type { ResultPages } from '../define-marketplace.ts';
import { AD_ID } from './address.ts';
import { STATE_AD } from './state-ad.ts';

/** `li[itemtype="…/Offer"]`: 2016 (`a.list_item`) and 2018 to 2021 (`data-qa-id`). */
const OFFER: ListingRules = {
  id: attr('a[href]', 'href', AD_ID),
  url: attr('a[href]', 'href', /^(.*?)\/?(?:[?#]|$)/),
  title: [
    text('[data-qa-id="aditem_title"]'),
    text('[itemprop="name"]'),
    attr('a[title]', 'title'),
    text('h2, .title'),
  ],
  price: [text('[data-qa-id="aditem_price"]'), text('[itemprop="price"]'), text('.item_price, .price')],
  imageUrls: [image('img'), attr('[data-imgsrc]', 'data-imgsrc')],
  itemLocation: [
    text('[data-qa-id="aditem_location"], .placement'),
    rule('[itemprop="availableAtOrFrom"]', ({ element }) => {
      const place = first(element, '[itemprop="availableAtOrFrom"]');
      return place ? textOf(place).replace(/\s+\/\s+/, ' / ') : undefined;
    }),
  ],
};

/** Cards since 2021; class names are generated. */
const AD_CARD: Omit<ListingRules, 'id'> = {
  title: [
    text('[data-test-id="adcard-title"], [data-qa-id="aditem_title"]'),
    text('h3, p[title]'),
    attr('a[title]', 'title'),
  ],
  price: [text('[data-test-id="price"], [data-qa-id="aditem_price"]'), text('[data-testid="price"]')],
  imageUrls: image('img'),
};

function stateAds(doc: PageDocument): unknown {
  const next = at(doc.state('#__NEXT_DATA__'), 'props.pageProps');
  const flux = doc.state('window.FLUX_STATE');
  return at(next, 'searchData.ads') ?? at(next, 'initialProps.searchData.ads') ?? at(flux, 'adSearch.data.ads');
}

function foundNothing(doc: PageDocument): boolean {
  const total = at(doc.json, 'total') ?? at(doc.state('#__NEXT_DATA__'), 'props.pageProps.searchData.total');
  if (total !== undefined) return total === 0;
  return showsAny(doc, '.noResult, [data-qa-id="no_result"], [data-test-id="noResult"]') || saysNoResults(doc);
}

export const search: ResultPages = {
  sources: [
    entries('api ads', (doc) => at(doc.json, 'ads') ?? doc.json, STATE_AD),
    entries('page state', stateAds, STATE_AD),
    cards('li[itemtype$="/Offer"], [data-qa-id="aditem_container"]', OFFER),
    linkCards('a[data-test-id="ad"], [data-test-id="ad"] a, a[href*="/ad/"]', AD_ID, AD_CARD),
    linkCards('.list-lbc a[href*=".htm"]', AD_ID, OFFER),
  ],
  nothingFound: foundNothing,
  nextPage: [
    attr('a[data-spark-component="pagination-next-trigger"]', 'href'),
    attr('a[rel="next"], link[rel="next"], a#next', 'href'),
    attr('nav a:has([name="chevronright"])', 'href'),
  ],
};
