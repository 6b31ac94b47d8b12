import {
  all,
  attribute,
  closest,
  type Element,
  first,
  matches,
  type ParentNode,
  standingTextOf,
  textOf,
} from '#shared/extraction/dom.ts';
import { at } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { saysNoResults, showsAny } from '#shared/extraction/no-results.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { parsePriceRange } from '#shared/extraction/price.ts';
import { attr, image, mapped, type Rule, rule, text } from '#shared/extraction/rule.ts';
import { cards, type ListSource, searchReader } from '#shared/extraction/search-reader.ts';
import { goodsElsewhere } from '#shared/extraction/shop/goods-elsewhere.ts';
import { browseItems } from './browse-api.ts';
import { bidLine, locationLine, sellerPart, soldLine } from './card-text.ts';
import { canonicalItemUrl, ITEM_ID, itemUrl, SITES, siteOfPage } from './sites.ts';

const ITEM_LINK = 'a[href*="/itm/"]';
const LINK = attr(ITEM_LINK, 'href', /^.*\/itm\/(?:[^/?#]+\/)?\d{9,15}/);
const ID = attr(ITEM_LINK, 'href', ITEM_ID);
const URL_RULE = mapped(LINK, canonicalItemUrl);

/** Layout in use since mid-2025. */
const S_CARD: ListingRules = {
  id: [attr('', 'data-listingid', /^\d{9,15}$/), ID],
  url: URL_RULE,
  title: [
    text('.s-card__title .su-styled-text.primary'),
    text('.s-card__title > span:not(.clipped, .s-card__new-listing)'),
    attr('img', 'alt'),
  ],
  price: [rowOfPrice(), text('.s-card__price')],
  priceIsBid: bidLine('.s-card__attribute-row'),
  imageUrls: [image('img.s-card__image'), image('img')],
  sellerName: [secondaryLine('name'), sellerPart('.s-card__attribute-row', 'name')],
  sellerId: [secondaryLine('name'), sellerPart('.s-card__attribute-row', 'name')],
  sellerRating: [secondaryLine('percent'), sellerPart('.s-card__attribute-row', 'percent')],
  sellerFeedback: [secondaryLine('score'), sellerPart('.s-card__attribute-row', 'score')],
  itemLocation: locationLine('.s-card__attribute-row'),
  condition: text('.s-card__subtitle .su-styled-text', /^[^|·]+/),
  soldCount: soldLine('.s-card__attribute-row'),
  availability: rule('.s-card__caption "Sold"', ({ element }) => soldCaption(element)),
};

/** Layout from about 2016 to 2025. */
const S_ITEM: ListingRules = {
  id: ID,
  url: URL_RULE,
  title: [
    text('.s-item__title span[role="heading"]:not(:has(.LIGHT_HIGHLIGHT))'),
    itemTitleWithoutBadge(),
    attr('img', 'alt'),
  ],
  price: text('.s-item__price'),
  priceIsBid: [bidLine('.s-item__bids, .s-item__bidCount'), bidLine('.s-item__detail')],
  imageUrls: [image('.s-item__image img'), image('img')],
  sellerName: [sellerPart('.s-item__seller-info-text', 'name'), text('.s-item__etrs-text .PRIMARY:first-child')],
  sellerId: [sellerPart('.s-item__seller-info-text', 'name'), text('.s-item__etrs-text .PRIMARY:first-child')],
  sellerRating: [
    sellerPart('.s-item__seller-info-text', 'percent'),
    text('.s-item__etrs-text .PRIMARY', /\d[\d.,]*\s?%/),
  ],
  sellerFeedback: [
    sellerPart('.s-item__seller-info-text', 'score'),
    text('.s-item__etrs-text .PRIMARY', /\(([^)]+)\)/),
  ],
  itemLocation: [locationLine('.s-item__location'), text('.s-item__location')],
  condition: text('.s-item__subtitle .SECONDARY_INFO'),
  soldCount: [soldLine('.s-item__quantitySold'), soldLine('.s-item__dynamic'), soldLine('.s-item__hotness')],
  availability: rule('.s-item__ended-date', ({ element }) =>
    all(element, '.s-item__ended-date, .s-item__title--tagblock .POSITIVE').length > 0 ? 'ended' : undefined,
  ),
};

/** A page whose class attributes are gone: the shape of the links and the text are all that is left. */
const BARE_CARD: ListingRules = {
  id: ID,
  url: URL_RULE,
  title: [text(`${ITEM_LINK} [role="heading"]`), text(`${ITEM_LINK} > div > span`), attr(`${ITEM_LINK} img`, 'alt')],
  price: rule('first span that is a price', ({ element, doc }) => {
    const hints = { currency: SITES[siteOfPage(doc)] };
    return all(element, 'span')
      .map((span) => textOf(span, 80))
      .find(
        (line) =>
          /\d/.test(line) &&
          line.length < 50 &&
          !/^\s*\d/.test(line) &&
          parsePriceRange(line, {}) &&
          parsePriceRange(line, hints),
      );
  }),
  priceIsBid: bidLine('span'),
  imageUrls: image(`${ITEM_LINK} img`),
  itemLocation: locationLine('span'),
  soldCount: soldLine('span'),
  sellerName: sellerPart('span', 'name'),
  sellerId: sellerPart('span', 'name'),
};

/** The price with what is written beside it in its row. */
function rowOfPrice(): Rule {
  return {
    from: 'row of .s-card__price',
    inTree: true,
    read: ({ element }) => {
      const price = first(element, '.s-card__price');
      const row = price && closest(price, '.s-card__attribute-row');
      return row ? standingTextOf(row) : undefined;
    },
  };
}

/** "berghuette77" and "100% positive (2.9K)" are two spans of one row. */
function secondaryLine(part: 'name' | 'percent' | 'score') {
  const row = '.su-card-container__attributes__secondary .s-card__attribute-row';
  const patterns = { name: /^\S.{0,63}$/, percent: /\d[\d.,]*\s?%/, score: /\(([\d.,\s]+[KMk]?\+?)\)/ };
  return rule(`${row} ${part}`, ({ element }) => {
    for (const line of all(element, row)) {
      const spans = all(line, 'span.su-styled-text').map((span) => textOf(span, 120));
      const score = spans.findIndex((span) => /%.*\(|\(.*%/.test(span));
      const found = score < 1 ? null : patterns[part].exec(spans[part === 'name' ? score - 1 : score]!);
      if (found) return found[1] ?? found[0];
    }
    return undefined;
  });
}

function soldCaption(card: ParentNode): 'ended' | undefined {
  return all(card, '.s-card__caption .su-styled-text.positive, .s-card__caption [aria-label="Sold Item"]').length > 0
    ? 'ended'
    : undefined;
}

/** "New Listing" is a badge inside the title. */
function itemTitleWithoutBadge() {
  return rule('.s-item__title without its badge', ({ element }) => {
    const title = all(element, '.s-item__title')[0];
    const badge = title && all(title, '.LIGHT_HIGHLIGHT, .clipped')[0];
    const whole = title ? textOf(title) : '';
    return badge ? whole.replace(textOf(badge), '').trim() : whole;
  });
}

/** "Shop on eBay" cards carry a made-up item id; they and the carousels inside the list are no results. */
function isPlaceholder(card: Element): boolean {
  const link = all(card, ITEM_LINK)[0];
  return !link || /\/itm\/(?:[^/?#]+\/)?123456\b/.test(attribute(link, 'href') ?? '');
}

/** The list with the most item links, carousels nested in a list item left aside. */
const bareCards: ListSource = {
  from: 'list with the most item links',
  entries: (doc) => {
    const perList = new Map<Element['parent'], Set<Element>>();
    for (const link of all(doc.root, `li ${ITEM_LINK}`)) {
      const item = closest(link, 'li')!;
      if (isPlaceholder(item)) continue;
      perList.set(item.parent, (perList.get(item.parent) ?? new Set()).add(item));
    }
    const longest = [...perList.values()].reduce((best, list) => (list.size > best.size ? list : best), new Set());
    return [...longest].map((element) => ({ doc, element, item: undefined }));
  },
  fields: BARE_CARD,
};

/** "0 results for …", whatever the language: the count stands in bold, or the page says it in words. */
const NOTHING_FOUND =
  /\b0 (?:results?|Ergebnisse|résultats?|risultati|resultados?|resultaten|wyników) (?:for|für|pour|per|para|voor|dla)\b|No exact matches found|Keine genauen Übereinstimmungen|Aucun résultat exact|Nessun risultato esatto|No se han encontrado resultados exactos/i;

function saysNothingFound(doc: PageDocument): boolean {
  if (doc.json !== undefined) return at(doc.json, 'total') === 0;
  if (showsAny(doc, '.srp-save-null-search__heading, .srp-save-null-search')) return true;
  if (all(doc.root, '.srp-controls__count-heading .BOLD').some((count) => textOf(count) === '0')) return true;
  return saysNoResults(doc, NOTHING_FOUND);
}

/** Where even the class of the arrow is gone: `_pgn` is one more than this page's. */
function linkToNextPage(doc: PageDocument): string | undefined {
  const page = Number(/[?&]_pgn=(\d{1,4})\b/.exec(doc.page.url)?.[1] ?? 1);
  const next = new RegExp(`[?&]_pgn=${page + 1}(?!\\d)`);
  return all(doc.root, 'a[href*="_pgn="]')
    .map((link) => link.attribs.href!)
    .find((href) => next.test(href));
}

export const readSearch = searchReader({
  marketplace: 'ebay',
  listingUrl: (id, doc) => itemUrl(id, siteOfPage(doc)),
  hints: (doc) => ({ currency: SITES[siteOfPage(doc)] }),
  sources: [
    browseItems,
    cards(
      'ul.srp-results > li.s-card, ul.srp-results > li.s-item',
      S_CARD,
      (card) => isPlaceholder(card) || !matches(card, '.s-card'),
    ),
    cards('ul.srp-results > li.s-item, #ListViewInner > li.s-item', S_ITEM, isPlaceholder),
    bareCards,
    ...goodsElsewhere(ITEM_ID),
  ],
  nothingFound: saysNothingFound,
  nextPage: [
    attr('a.pagination__next[href]', 'href'),
    attr('a[type="next"][href]', 'href'),
    attr('link[rel="next"]', 'href'),
    rule('link to the page after this one', ({ doc }) => linkToNextPage(doc)),
    rule('next', ({ doc }) =>
      Number(at(doc.json, 'offset')) + Number(at(doc.json, 'limit')) < Number(at(doc.json, 'total'))
        ? at(doc.json, 'next')
        : undefined,
    ),
  ],
});
