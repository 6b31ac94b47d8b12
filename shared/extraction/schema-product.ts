import { at } from './json-path.ts';
import type { ListingRules } from './listing-fields.ts';
import type { PriceHints } from './price.ts';
import { mapped, product, type Rule, rule } from './rule.ts';
import { imagesOf, makersNumber, nameOf, priceOf, stockOf } from './schema-node.ts';

/** What a listing page's schema.org Product says, but for the id: each site numbers its offers in its own way. */
export function schemaProduct(hints: PriceHints = {}): Partial<ListingRules> & { title: Rule } {
  const named = (place: string) =>
    rule(
      `schema.org ${place}`,
      ({ doc }) => nameOf(at(doc.products()[0], place)) ?? nameOf(at(doc.products()[0], place.replace('.', '.0.'))),
    );
  return {
    title: product('name'),
    price: rule('schema.org offers', ({ doc }) => doc.products()[0] && priceOf(doc.products()[0]!, hints)),
    imageUrls: rule('schema.org image', ({ doc }) => imagesOf(at(doc.products()[0], 'image'))),
    sellerName: named('offers.seller'),
    availability: named('offers.availability'),
    stockCount: rule('schema.org inventoryLevel', ({ doc }) => doc.products()[0] && stockOf(doc.products()[0]!)),
    brand: named('brand'),
    sku: [product('sku'), mapped(product('mpn'), makersNumber)],
    gtin: product('gtin13', 'gtin14', 'gtin12', 'gtin8', 'gtin'),
  };
}
