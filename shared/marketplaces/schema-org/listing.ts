import { priceInDescription } from '#shared/extraction/described-price.ts';
import { all, first, textOf } from '#shared/extraction/dom.ts';
import { isObject, type JsonObject } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { listingReader } from '#shared/extraction/listing-reader.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { currencyIn, machineAmount, parsePrice } from '#shared/extraction/price.ts';
import { attr, meta, type Rule, rule, text } from '#shared/extraction/rule.ts';
import { makersNumber, nameOf } from '#shared/extraction/schema-node.ts';
import { addressOfPage } from '#shared/extraction/shop/offer-address.ts';
import { idFor, mainProduct, productFields, stockNumber } from '#shared/extraction/shop/product-fields.ts';
import { brandInTable, numberInTable } from '#shared/extraction/shop/shown-details.ts';
import {
  numberInAddress,
  numberInText,
  numberShownInstead,
  withoutName,
} from '#shared/extraction/shop/shown-number.ts';
import { priceBesideHeading } from '#shared/extraction/shown-price.ts';
import { SELLER } from './seller.ts';

/** schema.org first; Open Graph and the heading for shops that have only those. */
const FIELDS: ListingRules = {
  ...productFields,
  id: rule('own address, else number', ({ item, doc }) => pageId(isObject(item) ? item : undefined, doc)),
  url: rule('own address', ({ item, doc }) => addressOfPage(isObject(item) ? item : undefined, doc)),
  title: [productFields.title as Rule, meta('og:title'), text('h1')],
  price: [
    productFields.price as Rule,
    rule('Open Graph price', ({ doc }) => metaPrice(doc)),
    rule('price in the description', ({ doc }) => priceInDescription(doc, { locale: localeOf(doc) })),
    rule('[itemprop="price"]', ({ doc }) => loosePrice(doc)),
    rule('price beside the heading', ({ doc }) =>
      saysProduct(doc) ? priceBesideHeading(doc, { locale: localeOf(doc) }) : undefined,
    ),
  ],
  imageUrls: [productFields.imageUrls as Rule, meta('og:image', 'og:image:secure_url', 'twitter:image')],
  ...SELLER,
  condition: [productFields.condition as Rule, meta('product:condition')],
  availability: [
    productFields.availability as Rule,
    meta('product:availability', 'og:availability'),
    attr('[itemprop="availability"]', 'href'),
    attr('[itemprop="availability"]', 'content'),
  ],
  description: [productFields.description as Rule, meta('og:description', 'description')],
  brand: [
    productFields.brand as Rule,
    meta('product:brand', 'og:brand'),
    text('[itemprop="brand"]'),
    rule('table of properties', ({ doc }) => brandInTable(doc)),
  ],
  sku: [
    rule('number shown', ({ item, doc }) => numberShownInstead(stated(item), doc)),
    rule('schema.org sku', ({ item }) => stated(item)),
    meta('product:retailer_item_id'),
    text('[itemprop="sku"]'),
    rule('table of properties', ({ doc }) => numberInTable(doc)),
    rule('number in the text', ({ doc }) => numberInText(doc)),
    rule('schema.org mpn', ({ item }) => (isObject(item) ? makersNumber(nameOf(item.mpn)) : undefined)),
    rule(
      'number in the address',
      ({ doc }) =>
        numberInAddress(doc.page.url) ?? numberInAddress(first(doc.root, 'link[rel="canonical"]')?.attribs.href),
    ),
  ],
  gtin: [productFields.gtin as Rule, meta('product:gtin', 'product:ean', 'product:upc')],
};

function stated(item: unknown): string | undefined {
  const number = isObject(item) ? stockNumber(item) : undefined;
  return number === undefined ? undefined : withoutName(number);
}

/** Without a product's node or an address of its own, what Open Graph calls the item. */
function pageId(node: JsonObject | undefined, doc: PageDocument): string | undefined {
  const address = addressOfPage(node, doc);
  const isOwn = address !== doc.page.url;
  const number = isOwn ? undefined : ((node && stockNumber(node)) ?? doc.meta('product:retailer_item_id'));
  return idFor(number, address, doc.baseUrl);
}

function metaPrice(doc: PageDocument) {
  const amount =
    doc.meta('product:price:amount') ??
    doc.meta('product:sale_price:amount') ??
    doc.meta('og:price:amount') ??
    doc.meta('og:price');
  const currency = doc.meta('product:price:currency') ?? doc.meta('og:price:currency');
  return amount === undefined ? undefined : money(amount, currency);
}

function money(amount: string, named: string | undefined) {
  const currency = named && (/^[A-Za-z]{3}$/.test(named.trim()) ? named.trim().toUpperCase() : currencyIn(named));
  return currency ? (machineAmount(amount.trim(), currency) ?? parsePrice(amount, { currency })) : parsePrice(amount);
}

/** A shelf of that many goods names no price of its own. */
const MAX_LOOSE_PRICES = 40;

/** Prices outside any item. Several different ones are those of other goods ("customers also bought"). */
function loosePrice(doc: PageDocument) {
  const currency = all(doc.root, '[itemprop="priceCurrency" i]').map(
    (one) => one.attribs.content ?? textOf(one, 20),
  )[0];
  const loose = all(doc.root, '[itemprop="price"]');
  const prices = (loose.length > MAX_LOOSE_PRICES ? [] : loose).flatMap(
    (one) => money(one.attribs.content ?? textOf(one, 60), currency) ?? [],
  );
  const amounts = new Set(prices.map(({ amountMinor }) => amountMinor));
  return amounts.size === 1 && prices[0]!.amountMinor > 0 ? prices[0] : undefined;
}

/** A page that calls itself a product, or offers to put it into a basket. */
function saysProduct(doc: PageDocument): boolean {
  const basket = 'form[action*="cart" i], form[action*="basket" i], [id*="addtocart" i], [class*="add-to-cart" i]';
  return PRODUCT_PAGE.test(doc.meta('og:type') ?? '') || doc.products().length > 0 || first(doc.root, basket) !== null;
}

/** Whose "$" it is, when the page's language or its domain says so. */
function localeOf(doc: PageDocument): string | undefined {
  const language = first(doc.root, 'html')?.attribs.lang;
  if (language && /^[a-z]{2}-[a-z]{2}$/i.test(language)) return language;
  const country = /\.([a-z]{2})$/.exec(URL.parse(doc.page.url)?.hostname ?? '')?.[1];
  return (country && COUNTRY_LOCALE[country]) || language;
}

const COUNTRY_LOCALE: Record<string, string> = {
  ar: 'es-AR',
  au: 'en-AU',
  ca: 'en-CA',
  cl: 'es-CL',
  cn: 'zh-CN',
  dk: 'da',
  hk: 'zh-HK',
  jp: 'ja',
  mx: 'es-MX',
  no: 'nb',
  nz: 'en-NZ',
  se: 'sv',
  sg: 'en-SG',
  tw: 'zh-TW',
};

const PRODUCT_PAGE = /\bproduct\b|og:product|product\.item/i;

export const readListing = listingReader({
  marketplace: 'schema-org',
  listingUrl: (_id, doc) => doc.page.url,
  item: mainProduct,
  fields: FIELDS,
  // A home page has a title too: a product needs a price or says that it is one.
  isListing: (listing, doc) =>
    listing.title !== '' &&
    (doc.products().length > 0 || listing.price !== null || PRODUCT_PAGE.test(doc.meta('og:type') ?? '')),
});
