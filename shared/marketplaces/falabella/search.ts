import { all, first, textOf } from '#shared/extraction/dom.ts';
import { answeredList } from '#shared/extraction/json-answer.ts';
import { at } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { saysNoResults, showsAny } from '#shared/extraction/no-results.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { attr, image, path, rule, text } from '#shared/extraction/rule.ts';
import { cards, entries } from '#shared/extraction/search-reader.ts';
import type { ResultPages } from '../define-marketplace.ts';
import { ID_IN_LINK, priceOfList, siteOf } from './sites.ts';

const PAGE = 'props.pageProps';

const RESULT: ListingRules = {
  id: path('productId', 'skuId'),
  url: path('url'),
  title: path('displayName'),
  price: rule('prices', ({ item }) => priceOfList(at(item, 'prices'))),
  imageUrls: path('mediaUrls'),
  sellerId: path('sellerId'),
  sellerName: path('sellerName'),
  sponsored: rule('isSponsored', ({ item }) => at(item, 'isSponsored') === true),
  brand: path('brand'),
};

/** The tiles themselves, of pages saved without their scripts. */
const TILE: ListingRules = {
  id: [attr('', 'data-key'), attr('a[href*="/product/"]', 'href', ID_IN_LINK), attr('', 'href', ID_IN_LINK)],
  url: [attr('', 'href'), attr('a[href*="/product/"]', 'href')],
  title: [text('.pod-subTitle, [id^="testId-pod-displaySubTitle"]'), attr('img[alt]', 'alt')],
  price: rule('prices', ({ element }) => {
    const rows = all(element, '.pod-prices li, .fa--prices li').filter(
      (row) => row.attribs['data-cmr-price'] === undefined && row.attribs['data-normal-price'] === undefined,
    );
    const row = rows[0] ?? first(element, '.pod-prices li, .fa--prices li');
    return row ? textOf(first(row, 'span') ?? row) : undefined;
  }),
  imageUrls: image('img'),
  sellerName: text('.pod-sellerText, [id^="testId-pod-displaySellerText"]', /^Por\s+(.+)$/i),
  sponsored: rule('data-sponsored', ({ element }) =>
    'attribs' in element ? element.attribs['data-sponsored'] === 'true' : undefined,
  ),
  brand: text('.pod-title'),
};

function nextPage(doc: PageDocument): string | undefined {
  const page = at(doc.state('#__NEXT_DATA__'), PAGE);
  const [count, perPage, current] = ['count', 'perPage', 'currentPage'].map((name) =>
    Number(at(page, `pagination.${name}`)),
  );
  const currentUrl = at(page, 'currentUrl');
  if (!(current! * perPage! < count!) || typeof currentUrl !== 'string') return undefined;
  const url = URL.parse(currentUrl, `https://www.${siteOf(doc)}/`);
  url?.searchParams.set('page', String(current! + 1));
  return url?.href;
}

export const search: ResultPages = {
  sources: [
    entries(
      'search state',
      (doc) => at(doc.state('#__NEXT_DATA__'), `${PAGE}.results`) ?? answeredList(doc, 'data.results'),
      RESULT,
    ),
    cards('[data-pod="catalyst-pod"], [data-pod]', TILE),
  ],
  nothingFound: (doc) =>
    at(doc.state('#__NEXT_DATA__'), `${PAGE}.pagination.count`) === 0 ||
    showsAny(doc, '#testId-searchResults-noResults, .no-results') ||
    saysNoResults(doc),
  nextPage: rule('pagination', ({ doc }) => nextPage(doc)),
};
