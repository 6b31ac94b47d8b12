import { all, type Element, textOf } from '#shared/extraction/dom.ts';
import { at } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { saysNoResults, showsAny } from '#shared/extraction/no-results.ts';
import { oncePerPage } from '#shared/extraction/once-per-page.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { attr, image, mapped, type Rule, rule, text } from '#shared/extraction/rule.ts';
import { cards, searchReader } from '#shared/extraction/search-reader.ts';
import { goodsElsewhere } from '#shared/extraction/shop/goods-elsewhere.ts';
import { POST_ID, postUrl, regionOf } from './sites.ts';

const LINK = 'a[href*=".html"]';
const STATIC_CARD = 'li.cl-static-search-result';

/** `ld_searchpage_results`: the same posts in the same order as the list, with pictures and currency, without addresses. */
const structured = oncePerPage((doc): unknown[] => {
  const list = doc.jsonLd().find((node) => Array.isArray(node.itemListElement) && node['@type'] === 'ItemList');
  const elements = at(list, 'itemListElement');
  return Array.isArray(elements) ? elements.map((element) => at(element, 'item') ?? element) : [];
});
const staticCards = oncePerPage((doc) => all(doc.root, STATIC_CARD));

const structuredImages: Rule = rule('schema.org list image', ({ doc, element }) => {
  const entry = structured(doc)[staticCards(doc).indexOf(element as Element)];
  const title = textOf(element).slice(0, 20);
  const name = String(at(entry, 'name') ?? '')
    .replace(/\s+/g, ' ')
    .trim();
  // Out of step, one picture would be another post's.
  return name !== '' && title.startsWith(name.slice(0, 20).trim().slice(0, title.length))
    ? at(entry, 'image')
    : undefined;
});

// Craigslist sells no places in its lists.
const notSponsored: Rule = rule('no paid places', () => false);

/** Without scripts, since 2023. */
const STATIC: ListingRules = {
  id: attr(LINK, 'href', POST_ID),
  url: attr(LINK, 'href'),
  title: [text('.title'), attr('', 'title')],
  price: text('.price'),
  imageUrls: structuredImages,
  itemLocation: text('.location'),
  sponsored: notSponsored,
};

/** With scripts, since 2022. */
const RENDERED: ListingRules = {
  id: [attr('', 'data-pid', /^\d+$/), attr(LINK, 'href', POST_ID)],
  url: attr(LINK, 'href'),
  title: [text('.posting-title .label, a.posting-title, .titlestring'), attr('', 'title')],
  price: text('.priceinfo, .price'),
  imageUrls: image('img'),
  itemLocation: [text('.result-location, .supertitle'), text('.meta .separator ~ *')],
  sponsored: notSponsored,
};

/** `li.result-row`, 2013 to 2023, and `p.row` before it. Pictures are named by ids. */
const ROW: ListingRules = {
  id: [attr('', 'data-pid', /^\d+$/), attr(LINK, 'href', POST_ID)],
  url: attr(LINK, 'href'),
  title: [text('a.result-title'), text('a.hdrlnk'), text('.pl a')],
  price: [text('.result-meta .result-price'), text('.result-price, .price')],
  imageUrls: [
    mapped(attr('[data-ids]', 'data-ids'), (ids) =>
      String(ids)
        .split(',')
        .slice(0, 24)
        .map((id) => `https://images.craigslist.org/${id.replace(/^\d:/, '')}_300x300.jpg`),
    ),
    image('img'),
  ],
  itemLocation: mapped(text('.result-hood, .pnr small'), (place) => String(place).replace(/^\s*\(|\)\s*$/g, '')),
  listedAt: attr('time[datetime]', 'datetime'),
  sponsored: notSponsored,
};

function currency(doc: PageDocument): string {
  const named = structured(doc)
    .map((entry) => at(entry, 'offers.priceCurrency'))
    .find((code) => typeof code === 'string');
  return typeof named === 'string' && /^[A-Z]{3}$/.test(named) ? named : 'USD';
}

export const readSearch = searchReader({
  marketplace: 'craigslist',
  listingUrl: (id, doc) => postUrl(id, regionOf(doc)),
  hints: (doc) => ({ currency: currency(doc) }),
  sources: [
    cards('.cl-search-result[data-pid]', RENDERED),
    cards(STATIC_CARD, STATIC),
    cards('li.result-row, p.row[data-pid]', ROW),
    ...goodsElsewhere(POST_ID),
  ],
  nothingFound: (doc) => showsAny(doc, '.cl-results-page .cl-no-results, .alert.noresults') || saysNoResults(doc),
  nextPage: attr('a.button.next[href]:not([href=""]), link[rel="next"]', 'href'),
});
