import { embeddedJson } from '#shared/extraction/embedded-json.ts';
import { at, isObject, type JsonObject } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { markupText } from '#shared/extraction/markup-text.ts';
import { oncePerPage } from '#shared/extraction/once-per-page.ts';
import { machineNumber } from '#shared/extraction/price.ts';
import { mapped, path, rule } from '#shared/extraction/rule.ts';
import { shopHost } from '#shared/extraction/shop-host.ts';
import { linksByName } from './address.ts';

/**
 * Products as Magento's GraphQL answers them (`products.items`), in an answer or in what a page keeps of one. Shops write it into
 * scripts that are not wholly JSON, so it is looked for by what only a product has.
 */
export const graphQlProducts = oncePerPage((doc): JsonObject[] => {
  const { body } = doc.page;
  const list = body.lastIndexOf('"items":[', body.indexOf('"price_range":{"minimum_price"'));
  const items =
    at(doc.json, 'data.products.items') ?? (list < 0 ? undefined : embeddedJson(body.slice(list), '"items":'));
  return Array.isArray(items) ? items.filter((item) => isObject(item) && item.sku !== undefined) : [];
});

function amount(price: unknown) {
  const [value, currency] = [at(price, 'final_price.value'), at(price, 'final_price.currency')];
  return typeof value === 'number' && typeof currency === 'string' ? machineNumber(value, currency) : null;
}

export const GRAPHQL: ListingRules = {
  id: path('id'),
  url: rule('link by url_key | sku', ({ item, doc }) => {
    const names = [at(item, 'url_key'), at(item, 'sku')].filter((name) => typeof name === 'string');
    return names.map((name) => linksByName(doc).get(name.toLowerCase())).find((link) => link !== undefined);
  }),
  title: path('name', 'small_image.label', 'image.label'),
  price: rule('price_range', ({ item }) => {
    const low = amount(at(item, 'price_range.minimum_price'));
    const high = amount(at(item, 'price_range.maximum_price'));
    return low ? { low, ...(high && high.amountMinor > low.amountMinor && { high }) } : undefined;
  }),
  imageUrls: path('small_image.url', 'image.url'),
  sellerId: rule('host of the shop', ({ doc }) => shopHost(doc)),
  availability: mapped(path('stock_status'), (status) =>
    status === 'OUT_OF_STOCK' ? 'ended' : status === 'IN_STOCK' ? 'active' : undefined,
  ),
  description: mapped(path('description.html', 'short_description.html'), markupText),
  brand: path('brand_url.name'),
  sku: path('sku'),
};
