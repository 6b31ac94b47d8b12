import { withoutQuery } from '#shared/extraction/absolute-url.ts';
import { all, textOf } from '#shared/extraction/dom.ts';
import { at, isObject } from '#shared/extraction/json-path.ts';
import { linkCards } from '#shared/extraction/link-cards.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { parsePrice } from '#shared/extraction/price.ts';
import { attr, image, mapped, path, type Rule, rule } from '#shared/extraction/rule.ts';
import { entries } from '#shared/extraction/search-reader.ts';
import type { ResultPages } from '../define-marketplace.ts';
import { ITEM_ID } from './address.ts';
import { GRAPH_LISTING } from './graph-listing.ts';

const LINK = 'a[href*="/marketplace/item/"]';
const FREE = /^(?:free|gratis|gratuit|kostenlos|zu verschenken|無料)$/iu;

/** Lines of a card: price, perhaps the old price, title, place. All class names are generated. */
function cardLine(which: 'price' | 'title' | 'place'): Rule {
  return rule(`card line ${which}`, ({ element }) => {
    const spans = all(element, 'span[dir="auto"]').filter((span) => all(span, 'span[dir="auto"]').length === 0);
    const lines = spans.map((span) => textOf(span, 300)).filter(Boolean);
    const prices = lines.filter((line) => FREE.test(line) || parsePrice(line, {}) !== null);
    const words = lines.filter((line) => !prices.includes(line));
    return { price: prices[0], title: words[0], place: words[1] }[which];
  });
}

const CARD: Omit<ListingRules, 'id'> = {
  url: mapped(path('url'), (link) => withoutQuery(String(link))),
  title: [cardLine('title'), attr('img', 'alt', /^(.+?)(?: in [^,]+, \w+)?$/)],
  price: cardLine('price'),
  imageUrls: image('img'),
  itemLocation: cardLine('place'),
};

function feedListings(doc: PageDocument): unknown {
  const units =
    doc.json === undefined ? doc.state('"feed_units":') : at(doc.json, 'data.marketplace_search.feed_units');
  const edges = at(units, 'edges');
  return Array.isArray(edges) ? edges.map((edge) => at(edge, 'node.listing')).filter(isObject) : undefined;
}

export const search: ResultPages = {
  sources: [
    entries('page data', feedListings, GRAPH_LISTING),
    entries('flat list', (doc) => doc.json, GRAPH_LISTING),
    linkCards(LINK, ITEM_ID, CARD),
  ],
};
