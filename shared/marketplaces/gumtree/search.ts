import { first, textOf } from '#shared/extraction/dom.ts';
import { linkCards } from '#shared/extraction/link-cards.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { attr, image, rule, text } from '#shared/extraction/rule.ts';
import { cards } from '#shared/extraction/search-reader.ts';
import type { ResultPages } from '../define-marketplace.ts';
import { AD_ID, AD_LINK } from './sites.ts';

/** Australia, 2013 to 2017. */
const RESULT_ROW: ListingRules = {
  id: [attr('[data-adid]', 'data-adid', /^\d+$/), attr(AD_LINK, 'href', AD_ID)],
  url: attr('.rs-ad-title a[href], a[itemprop="url"]', 'href'),
  title: [text('.rs-ad-title [itemprop="name"]'), text('.rs-ad-title a, [itemprop="name"]')],
  price: text('[itemprop="price"], .rs-ad-price'),
  imageUrls: image('.rs-ad-thumbimage img'),
  itemLocation: rule('.rs-ad-location', ({ element }) => {
    const place = first(element, '.rs-ad-location');
    return place ? textOf(place).replace(/\s+,/, ',') : undefined;
  }),
  description: text('[itemprop="description"] .visible'),
  sponsored: rule('a[data-ref]', ({ element }) => {
    const from = first(element, 'a[data-ref]')?.attribs['data-ref'];
    return from === undefined ? undefined : /TopAd|Featured/i.test(from);
  }),
};

/** Australia since 2017 (`user-ad-row`), Britain before 2022 (`listing-maxi`) and since (`data-q`). */
const CARD: ListingRules = {
  id: attr(AD_LINK, 'href', AD_ID),
  url: attr(AD_LINK, 'href'),
  title: [
    text('[class*="user-ad-row"][class*="__title"], .listing-title, [data-q="tile-title"]'),
    text('h2, h3, .title'),
    attr('img', 'alt'),
  ],
  price: text(
    '[class*="user-ad-price__price"], .listing-price, [data-q="tile-price"], [itemprop="price"], .ad-price, [class*="price" i]',
  ),
  imageUrls: image('img'),
  itemLocation: text('[class*="user-ad-row"][class*="__location"], .listing-location, [data-q="tile-location"]'),
};

/** The card is the link. */
const LINK_CARD: ListingRules = { ...CARD, id: attr('', 'href', AD_ID), url: attr('', 'href') };

export const search: ResultPages = {
  sources: [
    cards('li.js-click-block', RESULT_ROW),
    cards('a[class*="user-ad-row"][href]', LINK_CARD),
    cards('article.listing-maxi, article[data-q="search-result"]', CARD),
    linkCards(AD_LINK, AD_ID, CARD),
  ],
  nextPage: [
    attr('link[rel="next"]', 'href'),
    attr('a.rs-paginator-btn.next, a.page-number-navigation__link-next, a[data-q="pagination-forward-page"]', 'href'),
  ],
};
