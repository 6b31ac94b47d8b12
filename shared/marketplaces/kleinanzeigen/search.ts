import { closest } from '#shared/extraction/dom.ts';
import { linkCards } from '#shared/extraction/link-cards.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { saysNoResults, showsAny } from '#shared/extraction/no-results.ts';
import { attr, image, ownText, rule, text } from '#shared/extraction/rule.ts';
import { cards } from '#shared/extraction/search-reader.ts';
import type { ResultPages } from '../define-marketplace.ts';
import { AD_ID, AD_LINK } from './address.ts';

/** `article.aditem`, since 2013; the parts of its name changed in 2021 (`.aditem-details` became `.aditem-main--…`). */
const AD_ITEM: ListingRules = {
  id: [attr('', 'data-adid', /^\d+$/), attr(AD_LINK, 'href', AD_ID)],
  url: [attr('', 'data-href'), attr(AD_LINK, 'href')],
  title: [text('h2 a, h2'), attr('img', 'alt')],
  // The old price stands beside it, with the fee for posting below.
  price: [
    text('.aditem-main--middle--price-shipping--price'),
    text('.aditem-main--middle--price'),
    text('.aditem-details strong'),
  ],
  imageUrls: [image('.imagebox img, .aditem-image img'), attr('.imagebox[data-imgsrc]', 'data-imgsrc')],
  itemLocation: [text('.aditem-main--top--left'), ownText('.aditem-details')],
  sponsored: rule('badge of the row', ({ element }) => {
    const row = closest(element, 'li');
    return row ? /\b(?:is-topad|badge-topad)\b/.test(row.attribs.class ?? '') : undefined;
  }),
};

const PLAIN_CARD: Omit<ListingRules, 'id'> = {
  title: [text('h2, h3'), attr('img', 'alt')],
  price: text('p, span', /^[\d.,]+\s?€/),
  imageUrls: image('img'),
};

export const search: ResultPages = {
  sources: [cards('article.aditem', AD_ITEM), linkCards(AD_LINK, AD_ID, PLAIN_CARD)],
  nothingFound: (doc) => showsAny(doc, '#srchrslt-noresults, .outcomemessage-warning') || saysNoResults(doc),
  nextPage: [attr('a.pagination-next', 'href'), attr('link[rel="next"]', 'href')],
};
