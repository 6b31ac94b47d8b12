import { all, ownTextOf } from '#shared/extraction/dom.ts';
import { answeredList } from '#shared/extraction/json-answer.ts';
import { at, isEmptyList } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { saysNoResults } from '#shared/extraction/no-results.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { attr, image, path, rule, text } from '#shared/extraction/rule.ts';
import { cards, entries } from '#shared/extraction/search-reader.ts';
import type { ResultPages } from '../define-marketplace.ts';
import { ID_IN_LINK, itemLink } from './item-link.ts';

const STATE = 'window.__PRELOADED_STATE__';
const LISTINGS = ['searchListingPage.listingData', 'categoryListing.listingData', 'listingPage.listingData'];

function listingData(doc: PageDocument): unknown {
  const state = doc.state(STATE);
  return LISTINGS.map((place) => at(state, place)).find((data) => at(data, 'products') !== undefined);
}

const PRODUCT: ListingRules = {
  id: path('productId', 'id'),
  url: rule('slug', ({ item, doc }) => itemLink(at(item, 'slug') ?? at(item, 'actionUrl'), doc)),
  title: path('name', 'title'),
  // `mrp` is the struck-out maximum retail price.
  price: path('price', 'discountedPrice'),
  imageUrls: path('imageUrl', 'sizes.0.imageUrl'),
  availability: rule('inStock', ({ item }) => {
    const inStock = at(item, 'inStock');
    return typeof inStock === 'boolean' ? (inStock ? 'active' : 'ended') : undefined;
  }),
  brand: path('brandName.0', 'brandName', 'title.brand'),
  sku: path('sku'),
};

const CARD: ListingRules = {
  id: attr('a[href*="/p/"]', 'href', ID_IN_LINK),
  url: rule('link', ({ element, doc }) => itemLink(all(element, 'a[href*="/p/"]')[0]?.attribs.href, doc)),
  // The shown title is cut with "…"; the picture's is whole.
  title: [attr('a[href*="/p/"] img[alt]', 'alt'), text('a[href*="/p/"] > div > div:first-child')],
  price: rule('last ₹ text', ({ element }) => {
    const amounts = all(element, 'span').filter((span) => /^₹\s?[\d,.]+$/.test(ownTextOf(span)));
    // A struck-out amount stands inside the span that says "MRP:", the only price beside it.
    const shown = amounts.find((span) => !(span.parent && 'name' in span.parent && span.parent.name === 'span'));
    return shown && ownTextOf(shown);
  }),
  imageUrls: image('a[href*="/p/"] img'),
};

function nextPage(doc: PageDocument): string | undefined {
  const data = listingData(doc);
  const [offset, count, total] = ['offset', 'count', 'totalFound'].map((name) => Number(at(data, name)));
  const term = at(doc.state(STATE), 'searchListingPage.searchTerm');
  const page = Number(at(doc.state(STATE), 'searchListingPage.pageNumber') ?? 1);
  if (at(data, 'stopFurtherCall') === true || typeof term !== 'string' || offset! + count! >= total!) return undefined;
  return `https://www.nykaa.com/search/result/?${new URLSearchParams({ q: term, page_no: String(page + 1) })}`;
}

export const search: ResultPages = {
  sources: [
    entries(
      'search state',
      (doc) => at(listingData(doc), 'products') ?? answeredList(doc, 'response.products', 'products'),
      PRODUCT,
    ),
    cards('.productWrapper, [class*="productWrapper"]', CARD),
  ],
  nothingFound: (doc) => isEmptyList(at(listingData(doc), 'products')) || saysNoResults(doc),
  nextPage: [rule('offset', ({ doc }) => nextPage(doc)), attr('link[rel="next"]', 'href')],
};
