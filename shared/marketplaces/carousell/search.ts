import { withoutQuery } from '#shared/extraction/absolute-url.ts';
import { at } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { attr, image, mapped, path, rule, text } from '#shared/extraction/rule.ts';
import { cards, entries } from '#shared/extraction/search-reader.ts';
import type { ResultPages } from '../define-marketplace.ts';
import { LISTING_ID } from './sites.ts';

const LINK = 'a[href*="/p/"]';
const CONDITION =
  /^(?:brand new|new|like new|lightly used|well used|heavily used|used|全新|近全新|狀況良好|狀況尚可|二手|baru|bekas|seperti baru|pernah digunakan)$/iu;

const CARD: ListingRules = {
  id: [attr('', 'data-testid', /^listing-card-(\d+)$/), attr(LINK, 'href', LISTING_ID)],
  url: mapped(attr(LINK, 'href'), (link) => withoutQuery(String(link))),
  title: [attr(`${LINK} img[id^="img-"], ${LINK} img[title]`, 'alt'), text(`${LINK} p[style*="max-line"]`)],
  price: [attr(`${LINK} p[title]`, 'title', /^.*\d.*$/), text(`${LINK} p`, /^\D{0,5}\d[\d,.]*$/)],
  imageUrls: image(`${LINK} img`),
  sellerId: attr('a[href*="/u/"]', 'href', /\/u\/([^/?#]+)/),
  sellerName: [text('[data-testid="listing-card-text-seller-name"]'), attr('a[href*="/u/"]', 'href', /\/u\/([^/?#]+)/)],
  condition: text(`${LINK} p`, CONDITION),
};

/** A card of the page's state and of the search API: lines of text with a name for each. */
const STATE_CARD: ListingRules = {
  id: path('listingID', 'id'),
  title: line('header_1'),
  price: [path('price'), line('header_2')],
  imageUrls: rule('media', ({ item }) => {
    const media = at(item, 'media');
    const photos = Array.isArray(media) ? media.flatMap((one) => at(one, 'photoItem.url') ?? []) : [];
    return photos.length > 0 ? photos : at(item, 'thumbnailURL');
  }),
  sellerId: path('seller.username', 'seller.id'),
  sellerName: path('seller.username'),
  condition: line('paragraph'),
};

function line(component: string) {
  return rule(`belowFold ${component}`, ({ item }) => {
    const lines = at(item, 'belowFold');
    const found = Array.isArray(lines) ? lines.find((one) => at(one, 'component') === component) : undefined;
    return at(found, 'stringContent');
  });
}

function stateCards(doc: PageDocument): unknown {
  const results = at(doc.json, 'data.results') ?? at(doc.state('"SearchListing":'), 'listingCards');
  return Array.isArray(results)
    ? results.map((result) => at(result, 'listingCard') ?? result).filter((card) => at(card, 'id') !== undefined)
    : undefined;
}

export const search: ResultPages = {
  sources: [
    cards('div[data-testid^="listing-card-"]:not([data-testid*="-text-"], [data-testid*="-btn-"])', CARD),
    entries('state', stateCards, STATE_CARD),
  ],
  nextPage: attr('link[rel="next"], a[rel="next"]', 'href'),
};
