import { first } from '#shared/extraction/dom.ts';
import { at } from '#shared/extraction/json-path.ts';
import { linkCards } from '#shared/extraction/link-cards.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { saysNoResults, showsAny } from '#shared/extraction/no-results.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { attr, image, path, type Rule, rule, text } from '#shared/extraction/rule.ts';
import { cards, entries } from '#shared/extraction/search-reader.ts';
import type { ResultPages } from '../define-marketplace.ts';
import { BRAZIL_AD, brazilAds, brazilNextPage } from './brazil-ad.ts';
import { adIdOf } from './sites.ts';
import { STATE_AD, stateOf } from './state-ad.ts';

const linkId: Rule = rule('link', ({ element }) => adIdOf(first(element, 'a[href]')?.attribs.href));
const OWN_ID: Rule[] = [attr('', 'id', /^\d{6,12}$/), attr('', 'data-id', /^\d{6,12}$/), linkId];

/** `[data-cy="l-card"]`, since 2021. Far cards show a placeholder in place of the picture. */
const L_CARD: ListingRules = {
  id: OWN_ID,
  url: attr('a[href]', 'href'),
  title: [text('[data-cy="ad-card-title"] h4, [data-cy="ad-card-title"] h6'), text('h4, h6')],
  price: text('[data-testid="ad-price"]'),
  imageUrls: image('img[src*="olxcdn"]'),
  itemLocation: text('[data-testid="location-date"]', /^(.+?) - /),
  condition: attr('span[title]', 'title'),
  sponsored: rule('[data-testid="adCard-featured"]', ({ element }) =>
    first(element, '[data-testid="adCard-featured"]') ? true : undefined,
  ),
};

/** The table of 2013 to 2021. */
const OFFER_ROW: ListingRules = {
  id: [attr('table[data-id]', 'data-id'), ...OWN_ID],
  url: attr('h3 a, a.detailsLink', 'href'),
  title: [text('h3 strong, h3'), attr('img', 'alt')],
  price: text('.price'),
  imageUrls: image('img'),
  itemLocation: text('.bottom-cell small:first-of-type span, .breadcrumb span'),
};

/** Brazil's cards. */
const AD_CARD: ListingRules = {
  id: linkId,
  url: attr('a.olx-adcard__link, a[href]', 'href'),
  title: text('.olx-adcard__title, h2'),
  price: text('.olx-adcard__price, h3'),
  imageUrls: image('img'),
  itemLocation: text('.olx-adcard__location'),
};

/** India, Indonesia: names for automated tests. Pakistan, Egypt, Lebanon: names for screen readers. */
const NAMED_CARD: ListingRules = {
  id: linkId,
  url: attr('a[href]', 'href'),
  title: [
    text('[data-aut-id="itemTitle"]'),
    text('[aria-label="Title"]'),
    attr('a[title]', 'title'),
    attr('img', 'alt'),
  ],
  price: text('[data-aut-id="itemPrice"], [aria-label="Price"]'),
  imageUrls: image('img'),
  itemLocation: text('[data-aut-id="item-location"], [aria-label="Location"]'),
  sponsored: rule('featured', ({ element }) =>
    first(element, '[data-aut-id="itemFeatured"], [aria-label="Featured"]') ? true : undefined,
  ),
};

const PLAIN_CARD: Omit<ListingRules, 'id'> = {
  title: [text('h1, h2, h3, h4, h6'), attr('img', 'alt')],
  price: text('[class*="price" i]'),
  imageUrls: image('img'),
};

/** Answers of the relevance API (India, Indonesia). */
const RELEVANCE_AD: ListingRules = {
  id: path('id', 'ad_id'),
  title: path('title'),
  price: path('price.value.raw', 'price.value.display'),
  imageUrls: path('images.0.url'),
  sellerId: path('user_id'),
  itemLocation: path('locations_resolved.ADMIN_LEVEL_3_name', 'locations_resolved.ADMIN_LEVEL_1_name'),
  description: path('description'),
  listedAt: path('created_at'),
};

function stateAds(doc: PageDocument): unknown {
  return at(stateOf(doc), 'listing.listing.ads');
}

/** Recommendations in place of results: the state says how many were really found. */
function foundNothing(doc: PageDocument): boolean {
  if (at(stateOf(doc), 'listing.listing.totalElements') === 0) return true;
  if (doc.json !== undefined) return at(doc.json, 'metadata.total_elements') === 0;
  return showsAny(doc, '[data-testid="listing-no-results"], .emptynew') || saysNoResults(doc);
}

const isRelevance = (doc: PageDocument) =>
  at(doc.json, 'data.0.ad_id') !== undefined || at(doc.json, 'data.0.price.value.raw') !== undefined;

export const search: ResultPages = {
  sources: [
    entries('relevance api', (doc) => (isRelevance(doc) ? at(doc.json, 'data') : undefined), RELEVANCE_AD),
    entries('api offers', (doc) => at(doc.json, 'data'), STATE_AD),
    entries('__PRERENDERED_STATE__', stateAds, STATE_AD),
    entries('Brazilian page data', brazilAds, BRAZIL_AD),
    cards('[data-cy="l-card"]', L_CARD),
    cards('#offers_table .offer-wrapper', OFFER_ROW),
    cards('section.olx-adcard', AD_CARD),
    cards('[data-aut-id="itemBox"], li[aria-label="Listing"]', NAMED_CARD),
    linkCards('a[href]', adIdOf, PLAIN_CARD),
  ],
  nothingFound: foundNothing,
  nextPage: [
    attr('a[data-cy="pagination-forward"], a[data-testid="pagination-forward"]', 'href'),
    attr('link[rel="next"], a[rel="next"], .pager .next a', 'href'),
    rule('Brazilian page data', ({ doc }) => brazilNextPage(doc)),
  ],
};
