import type { ListingRules } from '../listing-fields.ts';
import { type Rule, rule } from '../rule.ts';
import { mainProduct, productFields } from './product-fields.ts';

/** A field of the schema.org product that the page is about. */
function ofPage(field: keyof typeof productFields): Rule {
  const inner = productFields[field];
  return rule(inner.from, ({ doc, element }) => inner.read({ doc, element, item: mainProduct(doc) }));
}

/** What a page's schema.org product says, for marketplaces that carry it beside their own state. Ids and sellers are the marketplace's own matter. */
export const pageProduct = {
  title: ofPage('title'),
  price: ofPage('price'),
  imageUrls: ofPage('imageUrls'),
  sellerName: ofPage('sellerName'),
  condition: ofPage('condition'),
  availability: ofPage('availability'),
  stockCount: ofPage('stockCount'),
  description: ofPage('description'),
  brand: ofPage('brand'),
  gtin: ofPage('gtin'),
} satisfies Partial<ListingRules>;
