import { hostMatches, withoutQuery } from '../absolute-url.ts';
import { isObject, type JsonObject } from '../json-path.ts';
import type { ListingRules } from '../listing-fields.ts';
import type { PageDocument } from '../page-document.ts';
import { path, type Rule, rule, type Scope } from '../rule.ts';
import { availabilityOf, imagesOf, nameOf, offersOf, priceOf } from '../schema-node.ts';

/** Reads a property of the schema.org node in scope, or of its first offer. */
function property(from: string, read: (node: JsonObject, doc: PageDocument) => unknown): Rule {
  return rule(`schema.org ${from}`, ({ item, doc }: Scope) => (isObject(item) ? read(item, doc) : undefined));
}

export function productUrl(node: JsonObject): string | undefined {
  const address =
    nameOf(node.url) ?? nameOf(offersOf(node)[0]?.url) ?? nameOf(node.mainEntityOfPage) ?? nameOf(node['@id']);
  return address && !address.startsWith('#') && !/^[\w-]+:(?!\/\/)/.test(address) ? address : undefined;
}

/** "shop.example:SKU" when the shop numbers its goods, else "shop.example/path": the host keeps two shops' numbers apart. */
export function productId(node: JsonObject, doc: PageDocument): string | undefined {
  const address = productUrl(node) ?? doc.meta('og:url') ?? doc.page.url;
  return idFor(stockNumber(node), address, doc.baseUrl);
}

export function idFor(sku: string | undefined, address: string, base: string): string | undefined {
  if (!URL.canParse(address, base)) return sku;
  const url = new URL(address, base);
  const host = url.hostname.replace(/^www\./, '');
  return sku ? `${host}:${sku}` : `${host}${withoutQuery(url.pathname).replace(/\/$/, '')}${identifyingQuery(url)}`;
}

/** Shops without speaking paths put the product's number in the query. */
function identifyingQuery(url: URL): string {
  const kept = [...url.searchParams].filter(([name]) =>
    /^(?:id|pid|p|product|product_?id|item|itemid|sku|prod)$/i.test(name),
  );
  return kept.length > 0 ? `?${new URLSearchParams(kept)}` : '';
}

export function stockNumber(node: JsonObject): string | undefined {
  return nameOf(node.sku) ?? nameOf(offersOf(node)[0]?.sku) ?? nameOf(node.productID);
}

export const productFields: ListingRules = {
  id: property('sku | productID | url', productId),
  url: property('url', productUrl),
  title: property('name', (node) => nameOf(node.name)),
  price: property('offers', (node) => priceOf(node, {})),
  imageUrls: property('image', (node) => imagesOf(node.image)),
  sellerName: property(
    'offers.seller',
    (node) => nameOf(offersOf(node)[0]?.seller) ?? nameOf(offersOf(node)[0]?.offeredBy),
  ),
  sellerId: rule('host of the shop', ({ doc }) => shopHost(doc)),
  condition: property('itemCondition', (node) =>
    conditionWord(nameOf(node.itemCondition) ?? nameOf(offersOf(node)[0]?.itemCondition)),
  ),
  availability: property('offers.availability', (node) => {
    const words = offersOf(node).map((offer) => availabilityOf(offer.availability));
    // One size in stock is an offer that stands.
    return words.find((word) => word === 'active') ?? words.find((word) => word === 'ended');
  }),
  description: property('description', (node) => nameOf(node.description)),
  brand: property('brand', (node) => nameOf(node.brand) ?? nameOf(node.manufacturer)),
  sku: property('sku', (node) => stockNumber(node) ?? nameOf(node.mpn)),
  gtin: path('gtin13', 'gtin14', 'gtin12', 'gtin8', 'gtin', 'offers.gtin13', 'isbn'),
};

/** Undefined when the address is a stand-in for a page without one. */
function shopHost(doc: PageDocument): string | undefined {
  if (!URL.canParse(doc.page.url)) return undefined;
  const host = new URL(doc.page.url).hostname.replace(/^www\./, '');
  return hostMatches(host, ['invalid']) ? undefined : host;
}

function conditionWord(condition: string | undefined): string | undefined {
  return condition?.replace(/^.*[/#:]/, '').replace(/Condition$/, '');
}

/** The node that a page is about: the one whose address is the page's own, else the first with an offer, else the first. */
export function mainProduct(doc: PageDocument): JsonObject | undefined {
  const products = doc.products();
  const own = [doc.page.url, doc.meta('og:url') ?? ''].map(pathOf);
  return (
    products.find((node) => own.includes(pathOf(productUrl(node) ?? 'none:')) && offersOf(node).length > 0) ??
    products.find((node) => offersOf(node).length > 0) ??
    products[0]
  );
}

function pathOf(address: string): string | undefined {
  return URL.canParse(address) ? new URL(address).pathname.replace(/\/$/, '') : undefined;
}
