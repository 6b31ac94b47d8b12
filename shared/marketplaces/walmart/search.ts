import { withoutQuery } from '#shared/extraction/absolute-url.ts';
import { all, first, textOf } from '#shared/extraction/dom.ts';
import { at, isObject } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { saysNoResults } from '#shared/extraction/no-results.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { attr, image, mapped, rule, text } from '#shared/extraction/rule.ts';
import { cards, entries } from '#shared/extraction/search-reader.ts';
import type { ResultPages } from '../define-marketplace.ts';
import { OLD_ITEM, oldItems } from './old-state.ts';
import { STACK_ITEM, searchResult, stackedItems } from './search-state.ts';
import { ITEM_IN_LINK, itemLink, siteOf } from './sites.ts';

/** The tiles themselves: the server renders the first ten. */
const TILE: ListingRules = {
  id: [
    attr('a[link-identifier]', 'link-identifier', /^[0-9A-Z]{5,16}$/),
    attr('a[href*="/ip/"]', 'href', ITEM_IN_LINK),
  ],
  url: rule('tile link', ({ element, doc }) => {
    const links = all(element, 'a[href*="/ip/"]').map((link) => itemLink(link.attribs.href, doc));
    return links.find(Boolean);
  }),
  title: [text('[data-automation-id="product-title"]'), text('.product-title-link'), attr('img', 'alt')],
  price: [
    // The visible price is three elements without a point; the one for screen readers is whole.
    text('[data-automation-id="product-price"] span', /(?:current price|prix actuel|precio actual).{1,40}/i),
    text('[data-automation-id="product-price"]', /\$\s?[\d,]{1,12}\.\d\d/),
    text('.price-main .visuallyhidden, .price-main-block .visuallyhidden, .price-main, .price-group'),
  ],
  imageUrls: mapped(image('img[data-testid="productTileImage"], img'), (addresses) =>
    (addresses as string[]).map(withoutQuery),
  ),
  sponsored: rule('"Sponsored"', ({ element }) =>
    all(element, 'div, span').some((mark) => mark.children.length === 1 && textOf(mark, 40) === 'Sponsored'),
  ),
};

function nothingFound(doc: PageDocument): boolean {
  const result = searchResult(doc);
  return (isObject(result) && at(result, 'aggregatedCount') === 0) || saysNoResults(doc);
}

/** Walmart builds the link in a script: the page's own query, one page on. */
function nextPage(doc: PageDocument): string | undefined {
  const link = first(doc.root, 'a[data-testid="NextPage"][href], a.paginator-btn-next[href], link[rel="next"][href]');
  const base = `https://www.${siteOf(doc)}/`;
  if (link) return URL.parse(link.attribs.href!, base)?.href;
  const pages = at(searchResult(doc), 'paginationV2');
  const page = Number(at(pages, 'pageProperties.page') ?? 1);
  const query = at(pages, 'pageProperties.query');
  if (!(page < Number(at(pages, 'maxPage'))) || typeof query !== 'string') return undefined;
  return `${base}search?${new URLSearchParams({ q: query, page: String(page + 1) })}`;
}

export const search: ResultPages = {
  sources: [
    entries('search result stacks', stackedItems, STACK_ITEM),
    entries('Redux state', oldItems, OLD_ITEM),
    cards('[data-item-id], .search-result-gridview-item, .search-result-listview-item', TILE),
  ],
  nothingFound,
  nextPage: rule('link or page number', ({ doc }) => nextPage(doc)),
};
