import { routeOf, withoutQuery } from '../absolute-url.ts';
import { all, textOf } from '../dom.ts';
import { isObject, type JsonObject } from '../json-path.ts';
import type { ListingRules } from '../listing-fields.ts';
import { oncePerPage } from '../once-per-page.ts';
import type { PageDocument } from '../page-document.ts';
import { path, type Rule, rule, type Scope } from '../rule.ts';
import { availabilityOf, imagesOf, nameOf, offersOf, priceOf, stockOf } from '../schema-node.ts';
import { asChosen } from './chosen-offer.ts';
import { isOfferAddress, statedAddress } from './offer-address.ts';

/** Reads a property of the schema.org node in scope, or of its first offer. */
function property(from: string, read: (node: JsonObject, doc: PageDocument) => unknown): Rule {
  return rule(`schema.org ${from}`, ({ item, doc }: Scope) => (isObject(item) ? read(item, doc) : undefined));
}

/** "shop.example/path": an offer's address is stated in lists and on its own page alike, its number often in one of them only. "shop.example:number" where none is stated, its name where no number is either. */
export function productId(node: JsonObject, doc: PageDocument): string | undefined {
  const address = statedAddress(node, doc);
  if (address !== undefined) return idFor(undefined, address, doc.baseUrl);
  // A result page's own address would make all that it lists one offer.
  const name = isOfferAddress(doc.page.url, doc.baseUrl) ? undefined : nameOf(node.name);
  return idFor(stockNumber(node) ?? name, doc.page.url, doc.baseUrl);
}

export function idFor(sku: string | undefined, address: string, base: string): string | undefined {
  if (!URL.canParse(address, base)) return sku;
  const url = new URL(address, base);
  const host = url.hostname.replace(/^www\./, '');
  return sku
    ? `${host}:${sku}`
    : `${host}${url.pathname.replace(/\/$/, '')}${identifyingQuery(url)}${withoutQuery(routeOf(url))}`;
}

const NUMBER_IN_QUERY = /^(?:id|pid|p|product|product_?id|item|itemid|sku|prod)$/i;
/** Other names for it, where the path is that of a script and names no goods: "/goods/view?no=4". */
const NUMBER_FOR_SCRIPT =
  /^(?:(?:goods|product|prod|prd|item|offer|ad|art(?:icle|ikel)?|listing|produkt|it|branch)?[_-]?(?:id|no|nr|num|number|code|idx|seq|uid))$/i;
const SCRIPT_PATH = /\/(?:[a-z_]{1,20}(?:\.(?:php\d?|aspx?|jsp|do|cgi|html?|action))?)?$/i;

/** Shops without speaking paths put the product's number in the query. */
function identifyingQuery(url: URL): string {
  const isScript = SCRIPT_PATH.test(url.pathname);
  const kept = [...url.searchParams].filter(
    ([name]) => NUMBER_IN_QUERY.test(name) || (isScript && NUMBER_FOR_SCRIPT.test(name)),
  );
  return kept.length > 0 ? `?${new URLSearchParams(kept)}` : '';
}

/** Shops write the maker's name for all their goods where the number belongs. */
export function stockNumber(node: JsonObject): string | undefined {
  const names = [node.brand, node.manufacturer, offersOf(node)[0]?.seller].map((one) =>
    nameOf(one)?.trim().toLowerCase(),
  );
  return [node.sku, offersOf(node)[0]?.sku, node.productID]
    .map(nameOf)
    .find((number) => number !== undefined && !names.includes(number.trim().toLowerCase()));
}

export const productFields = {
  id: property('sku | productID | url', productId),
  url: property('url', statedAddress),
  title: property('name', (node) => nameOf(node.name)),
  price: property('offers', (node) => priceOf(node, {})),
  imageUrls: property('image', (node) => imagesOf(node.image)),
  sellerName: property(
    'offers.seller',
    (node) => nameOf(offersOf(node)[0]?.seller) ?? nameOf(offersOf(node)[0]?.offeredBy),
  ),
  condition: property('itemCondition', (node) =>
    conditionWord(nameOf(node.itemCondition) ?? nameOf(offersOf(node)[0]?.itemCondition)),
  ),
  availability: property('offers.availability', (node) => {
    const words = offersOf(node).map((offer) => availabilityOf(offer.availability));
    // One size in stock is an offer that stands.
    return words.find((word) => word === 'active') ?? words.find((word) => word === 'ended');
  }),
  stockCount: property('inventoryLevel', stockOf),
  description: property('description', (node) => nameOf(node.description)),
  brand: property('brand', (node) => nameOf(node.brand) ?? nameOf(node.manufacturer)),
  sku: property('sku', (node) => stockNumber(node) ?? nameOf(node.mpn)),
  gtin: path('gtin13', 'gtin14', 'gtin12', 'gtin8', 'gtin', 'offers.gtin13', 'isbn'),
} satisfies ListingRules;

function conditionWord(condition: string | undefined): string | undefined {
  return condition?.replace(/^.*[/#:]/, '').replace(/Condition$/, '');
}

/**
 * The node that a page is about: the one whose address is the page's own, if only its namesake has an offer, that; else the first with an
 * offer, else the first. What a page says of goods beside its own is none of its offer's.
 */
export const mainProduct = oncePerPage((doc: PageDocument): JsonObject | undefined => {
  const node = nodeOfPage(doc);
  return node && asChosen(node, doc);
});

function nodeOfPage(doc: PageDocument): JsonObject | undefined {
  const products = doc.products();
  const paths = [doc.page.url, doc.meta('og:url') ?? ''].map(pathOf);
  const own = products.filter((node) => paths.includes(pathOf(statedAddress(node, doc) ?? 'none:')));
  const hasOffer = (node: JsonObject) => offersOf(node).length > 0;
  if (own.length === 0) {
    const about = products.filter((node) => !isOfOther(node, doc));
    return about.find(hasOffer) ?? about[0];
  }
  const names = own.map(({ name }) => nameOf(name));
  return own.find(hasOffer) ?? products.find((node) => hasOffer(node) && names.includes(nameOf(node.name))) ?? own[0];
}

/** Neither heading nor title of the page name it: what a page recommends that has lost its own goods, or what a seller wrote into a description. */
function isOfOther(node: JsonObject, doc: PageDocument): boolean {
  const name = nameOf(node.name)?.trim().toLowerCase();
  if (!name || all(doc.root, 'h1').length === 0 || !isOfferAddress(doc.page.url, doc.baseUrl)) return false;
  const named = [...all(doc.root, 'h1'), ...all(doc.root, 'title')].map((one) => textOf(one, 300));
  const said = [...named, doc.meta('og:title')].join('\n').toLowerCase();
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 2);
  return words.filter((word) => said.includes(word)).length < words.length / 2;
}

function pathOf(address: string): string | undefined {
  return URL.canParse(address) ? new URL(address).pathname.replace(/\/$/, '') : undefined;
}
