import { at, isObject } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { attr, image, path, rule, text } from '#shared/extraction/rule.ts';
import { priceOf } from '#shared/extraction/schema-node.ts';
import { cards, entries } from '#shared/extraction/search-reader.ts';
import { RETAILER, searchAddress } from '#shared/extraction/shop/retailer.ts';
import { shopId, shopReaders } from '#shared/extraction/shop/shop.ts';
import type { Marketplace } from '../marketplace.ts';

const ID_IN_LINK = /\/s\/(?:[^/?#]{1,300}\/)?(\d{5,9})(?=[?#]|$)/;
const LINK = attr('h3 a[href*="/s/"], a[href*="/s/"]', 'href', /^[^?#]+/);
const listingUrl = (id: string) => `https://www.nordstrom.com/s/${id}`;

/** The state is keyed by number; its order stands apart, and advertisements apart from the rest. */
function products(doc: PageDocument): unknown[] {
  const results = at(doc.state('window.__INITIAL_CONFIG__'), 'productResults');
  const byId = at(results, 'productsById');
  const order = at(results, 'query.productStyleIds.organic');
  if (!isObject(byId) || !Array.isArray(order)) return [];
  const organic = new Set(order.map(String));
  const advertised = Object.keys(byId).filter((id) => !organic.has(id));
  return [...organic, ...advertised].flatMap((id) => {
    const product = Object.hasOwn(byId, id) ? byId[id] : undefined;
    return isObject(product) ? [{ ...product, sponsored: !organic.has(id) }] : [];
  });
}

const PRODUCT: ListingRules = {
  id: path('id'),
  url: path('productPageUrl'),
  title: rule(
    'brandName and name',
    ({ item }) => `${String(at(item, 'brandName') ?? '')} ${String(at(item, 'name') ?? '')}`,
  ),
  price: rule('totalPriceRange', ({ item }) => {
    const low = at(item, 'price.totalPriceRange.min');
    const high = at(item, 'price.totalPriceRange.max');
    const units = (money: unknown) => Number(at(money, 'units')) + Number(at(money, 'nanos') ?? 0) / 1e9;
    return priceOf(
      { offers: { lowPrice: units(low), highPrice: units(high), priceCurrency: at(item, 'priceCurrencyCode') } },
      {},
    );
  }),
  imageUrls: rule('mediaById', ({ item }) => {
    const ids = at(item, `colorsById.${String(at(item, 'colorDefaultId'))}.mediaIds`);
    return (Array.isArray(ids) ? ids : []).map((id) => at(item, `mediaById.${String(id)}.src`));
  }),
  sponsored: path('sponsored'),
  brand: path('brandName'),
};

const readers = shopReaders({
  marketplace: 'nordstrom',
  currency: 'USD',
  idInLink: ID_IN_LINK,
  listingUrl,
  results: [
    entries('state: productResults', products, PRODUCT),
    cards('article:has(a[href*="/s/"])', {
      id: shopId(LINK, ID_IN_LINK),
      url: LINK,
      title: [text('h3 a'), attr('img', 'alt')],
      price: [
        text('span', /^Current Price (\S.{0,40})$/),
        text('span[aria-hidden="true"]', /^\$[\d,.]+(?:\s?[–-]\s?\$[\d,.]+)?$/),
      ],
      imageUrls: image('img[name="product-module-image"], img'),
      sponsored: rule('"Sponsored"', (scope) => text('span, div', /^Sponsored$/).read(scope) !== undefined),
    }),
  ],
  nextPage: attr('a[aria-label*="Next" i][href*="page="], a[rel="next"]', 'href'),
});

export const nordstrom: Marketplace = {
  ...RETAILER,
  id: 'nordstrom',
  title: 'Nordstrom',
  hosts: ['nordstrom.com'],
  imageHosts: ['nordstrommedia.com'],
  browser: true,
  searchUrl: (keyword, page) => searchAddress('https://www.nordstrom.com/sr', keyword, 'keyword', page),
  listingUrl,
  ...readers,
};
