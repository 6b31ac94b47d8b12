import { all, type Element, first, type ParentNode, textOf } from '#shared/extraction/dom.ts';
import { at, isObject, objectsWhere } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { saysNoResults, showsAny } from '#shared/extraction/no-results.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { attr, image, mapped, path, type Rule, rule, text } from '#shared/extraction/rule.ts';
import { imagesOf, isType, priceOf } from '#shared/extraction/schema-node.ts';
import { cards, entries, searchReader } from '#shared/extraction/search-reader.ts';
import { goodsElsewhere } from '#shared/extraction/shop/goods-elsewhere.ts';
import { LISTING_ID, listingLink, listingUrl, SHOP_NAME } from './address.ts';
import { API_LISTING, apiListings, nextAnswer } from './open-api.ts';

// The shop's name is for screen readers: "From shop Nordhavn", "Ad from shop Nordhavn".
const FROM_SHOP =
  /(?:from shop|von shop|aus dem shop|de la boutique|de la tienda|dal negozio|da loja|van shop|ze sklepu|ショップ)\s*[:：]?\s*([\w-]{3,40})(?=\s|$)/i;
const ADVERTISEMENT = /^(?:ad\b|ads? (?:by|from)|anzeige|annonce|anuncio|annuncio|anúncio|advertentie|reklama|広告)/i;

function fromShop(selector: string): Rule {
  return rule(`"from shop" ${selector}`, ({ element }) =>
    all(element, selector)
      .map((line) => FROM_SHOP.exec(textOf(line, 120))?.[1])
      .find(Boolean),
  );
}

/** The card of search, shop and category pages since 2018. */
const CARD: ListingRules = {
  id: [
    attr('', 'data-listing-id', /^\d{5,12}$/),
    attr('', 'data-palette-listing-id', /^\d{5,12}$/),
    attr('[data-listing-id]', 'data-listing-id', /^\d{5,12}$/),
    attr('a[href]', 'href', LISTING_ID),
  ],
  url: rule('listing link', ({ element }) =>
    all(element, 'a[href*="/listing/"]')
      .map((link) => listingLink(link.attribs.href))
      .find(Boolean),
  ),
  title: [
    attr('a.listing-link[title]', 'title'),
    text('.v2-listing-card__title, .card-title, .text-body, [id^="listing-title-"], h3, h2'),
    attr('img', 'alt'),
  ],
  price: rule('first price that is not struck out', ({ element }) => shownPrice(element)),
  imageUrls: [image('img[data-listing-card-listing-image]'), image('img')],
  sellerId: attr('', 'data-shop-id', /^\d{4,12}$/),
  sellerName: [
    fromShop('.wt-screen-reader-only'),
    fromShop('[data-seller-name-container] span, p:not(:has(*))'),
    text('.v2-listing-card__shop p, .card-shop-name, [data-shop-name]', /^[\w-]{3,40}$/),
  ],
  availability: rule('"sold"', ({ element }) =>
    all(element, '.n-listing-card__price p, .v2-listing-card__badge').some((line) =>
      /^(?:sold(?: out)?|verkauft|vendu|vendido|venduto|agotado|verkocht|épuisé)$/i.test(textOf(line, 40)),
    )
      ? 'ended'
      : undefined,
  ),
  sponsored: rule('advertisement mark', ({ element }) => {
    if (first(element, 'a[href*="plkey="], a[href*="/ads/"], [data-ad-label]')) return true;
    const marks = all(element, '.wt-text-caption, .wt-screen-reader-only, .ad-indicator');
    return marks.some((mark) => ADVERTISEMENT.test(textOf(mark, 80))) || undefined;
  }),
};

/** "€41.00" of the sale, never the struck-out one; symbol and value are two elements, "+" marks a range without its end. */
function shownPrice(card: ParentNode): string | undefined {
  const struck = all(card, '.wt-text-strikethrough, .strike-through, .search-collage-promotion-price');
  const isStruck = (value: Element) => struck.some((line) => all(line, '.currency-value').includes(value));
  const value = all(card, '.currency-value').find((one) => !isStruck(one));
  return value?.parent ? textOf(value.parent, 60) : undefined;
}

/** Search pages also describe their results in JSON-LD. */
const LISTED: ListingRules = {
  id: mapped(path('url'), (url) => LISTING_ID.exec(String(url))?.[1]),
  url: mapped(path('url'), listingLink),
  title: path('name'),
  price: rule('offers', ({ item }) => (isObject(item) ? priceOf(item, {}) : undefined)),
  imageUrls: rule('image', ({ item }) => imagesOf(at(item, 'image'))),
  sellerName: path('brand.name', 'brand'),
};

function listedItems(doc: PageDocument): unknown[] {
  const lists = objectsWhere(doc.jsonLd(), (node) => isType(node, ['ItemList']));
  return lists.flatMap((list) => (Array.isArray(list.itemListElement) ? list.itemListElement : []));
}

/** A shop's own page needs no name on its cards. */
export function shopOfPage(doc: PageDocument): string | undefined {
  const described = doc.jsonLd().find((node) => isType(node, ['Organization', 'Store']));
  const canonical = first(doc.root, 'link[rel="canonical"]')?.attribs.href;
  const addresses = [canonical, doc.meta('og:url'), doc.page.url, at(described, 'url')];
  return addresses.map((address) => SHOP_NAME.exec(String(address))?.[1]).find(Boolean);
}

function nothingFound(doc: PageDocument): boolean {
  if (doc.json !== undefined) return at(doc.json, 'count') === 0;
  return showsAny(doc, '[data-search-no-results], .no-results-header') || saysNoResults(doc);
}

const isPlaceholder = (card: Element) => !first(card, 'a[href]');

export const readSearch = searchReader({
  marketplace: 'etsy',
  listingUrl,
  hints: (doc) => ({ locale: first(doc.root, 'html')?.attribs.lang }),
  sources: [
    entries('Open API results', apiListings, API_LISTING),
    cards(
      '[data-search-results] .v2-listing-card, [data-results-grid-container] .v2-listing-card',
      CARD,
      isPlaceholder,
    ),
    cards('.v2-listing-card', CARD, isPlaceholder),
    cards(
      '[data-palette-listing-id], .block-grid-item[data-listing-id], .listing-card[data-listing-id]',
      CARD,
      isPlaceholder,
    ),
    entries('JSON-LD list', listedItems, LISTED),
    ...goodsElsewhere(LISTING_ID),
  ],
  nothingFound,
  nextPage: [
    attr('link[rel="next"]', 'href'),
    rule('link to the page after this one', ({ doc }) => nextPageLink(doc)),
    rule('count', ({ doc }) => nextAnswer(doc)),
  ],
});

function nextPageLink(doc: PageDocument): string | undefined {
  const page = Number(/[?&]page=(\d{1,4})\b/.exec(doc.page.url)?.[1] ?? 1);
  const next = new RegExp(`[?&]page=${page + 1}(?!\\d)`);
  return all(doc.root, 'a[href*="page="]')
    .map((link) => link.attribs.href!)
    .find((href) => next.test(href));
}
