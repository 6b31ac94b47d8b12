import { attribute, first, type ParentNode } from '#shared/extraction/dom.ts';
import { answeredList } from '#shared/extraction/json-answer.ts';
import { at } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { saysNoResults, showsAny } from '#shared/extraction/no-results.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { attr, image, path, rule, text } from '#shared/extraction/rule.ts';
import { cards, entries } from '#shared/extraction/search-reader.ts';
import type { ResultPages } from '../define-marketplace.ts';
import { itemAddress, PART_IN_LINK, siteOf } from './sites.ts';

const RESULT = 'props.pageProps.findabilityProps.data';

/** The result list; "similar products" stand in another list of the same state. */
function products(doc: PageDocument): unknown {
  return (
    at(doc.state('#__NEXT_DATA__'), `${RESULT}.products`) ??
    at(doc.state('window.__PRELOADED_STATE__'), 'products') ??
    answeredList(doc, 'data.products', 'products')
  );
}

const PRODUCT: ListingRules = {
  id: path('sku', 'partNumber', 'parentProductID'),
  url: rule('link or name', ({ item, doc }) => itemAddress(item, doc)),
  title: path('name'),
  // The price for holders of the store's card, `cardPrice`, is not what anybody pays.
  price: path(
    'price',
    'priceNumber',
    'prices.formattedOfferPrice',
    'prices.offerPrice',
    'prices.formattedListPrice',
    'prices.listPrice',
  ),
  imageUrls: rule('primaryImage and images', ({ item }) =>
    [at(item, 'primaryImage'), at(item, 'fullImage'), at(item, 'images')]
      .flat()
      .filter((one) => typeof one === 'string'),
  ),
  sellerId: path('shop.id', 'shop.sellerId', 'marketplace.shopId', 'shopId'),
  sellerName: path('shop.shopName', 'marketplace.shopName', 'shopName', 'sellerName'),
  sponsored: rule('sponsoredType', ({ item }) => {
    const type = at(item, 'sponsoredType');
    return type === undefined ? undefined : type !== null;
  }),
  brand: path('brand', 'manufacturer'),
};

function cardLink(card: ParentNode): string | undefined {
  return attribute(card, 'href') ?? first(card, 'a[href]')?.attribs.href;
}

const CARD: ListingRules = {
  id: [attr('', 'data-partnumber'), attr('', 'href', PART_IN_LINK), attr('a[href]', 'href', PART_IN_LINK)],
  url: rule('link', ({ element, doc }) => itemAddress({ url: cardLink(element) }, doc)),
  title: [text('.catalog-product-details__name'), attr('img[alt]', 'alt')],
  price: [text('.catalog-prices__offer-price'), text('.catalog-prices__list-price')],
  imageUrls: image('img'),
};

export const search: ResultPages = {
  sources: [entries('search state', products, PRODUCT), cards('a.catalog-product-item, .catalog-product-item', CARD)],
  nothingFound: (doc) =>
    at(doc.state('#__NEXT_DATA__'), `${RESULT}.total`) === 0 ||
    showsAny(doc, '.error-page__search, .no-results') ||
    saysNoResults(doc),
  nextPage: rule('offset', ({ doc }) => {
    const result = at(doc.state('#__NEXT_DATA__'), RESULT);
    const [offset, limit, total] = ['offset', 'limit', 'total'].map((name) => Number(at(result, name)));
    const term = at(doc.state('#__NEXT_DATA__'), 'query.term');
    if (!(offset! + limit! < total!) || typeof term !== 'string') return undefined;
    return `https://simple.${siteOf(doc)}/search?${new URLSearchParams({ term, page: String(offset! / limit! + 2) })}`;
  }),
};
