import { first } from '#shared/extraction/dom.ts';
import { isObject, type JsonObject } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { listingReader } from '#shared/extraction/listing-reader.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { attr, meta, rule, text } from '#shared/extraction/rule.ts';
import { makersNumber, nameOf } from '#shared/extraction/schema-node.ts';
import { addressOfPage } from '#shared/extraction/shop/offer-address.ts';
import { PAGE_PRICE, PRODUCT_PAGE } from '#shared/extraction/shop/page-price.ts';
import { idFor, mainProduct, productFields, stockNumber } from '#shared/extraction/shop/product-fields.ts';
import { brandInTable, numberInTable } from '#shared/extraction/shop/shown-details.ts';
import {
  numberInAddress,
  numberInText,
  numberShownInstead,
  withoutName,
} from '#shared/extraction/shop/shown-number.ts';
import { SELLER } from './seller.ts';

/** schema.org first; Open Graph and the heading for shops that have only those. */
const FIELDS: ListingRules = {
  ...productFields,
  id: rule('own address, else number', ({ item, doc }) => pageId(isObject(item) ? item : undefined, doc)),
  url: rule('own address', ({ item, doc }) => addressOfPage(isObject(item) ? item : undefined, doc)),
  title: [productFields.title, meta('og:title'), text('h1')],
  price: PAGE_PRICE,
  imageUrls: [productFields.imageUrls, meta('og:image', 'og:image:secure_url', 'twitter:image')],
  ...SELLER,
  condition: [productFields.condition, meta('product:condition')],
  availability: [
    productFields.availability,
    meta('product:availability', 'og:availability'),
    attr('[itemprop="availability"]', 'href'),
    attr('[itemprop="availability"]', 'content'),
  ],
  description: [productFields.description, meta('og:description', 'description')],
  brand: [
    productFields.brand,
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
  gtin: [productFields.gtin, meta('product:gtin', 'product:ean', 'product:upc')],
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
