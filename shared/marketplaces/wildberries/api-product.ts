import { at } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { path, rule } from '#shared/extraction/rule.ts';
import { priceOf } from '#shared/extraction/schema-node.ts';

/** A product of search.wb.ru (v4 to v18) and card.wb.ru. Prices are in hundredths: of each size since v5, of the product before. No pictures. */
export const API_PRODUCT: ListingRules = {
  id: path('id'),
  title: path('name'),
  price: rule('sizes price', ({ item, doc }) => {
    const sizes = at(item, 'sizes');
    const priced = (Array.isArray(sizes) ? sizes : []).map(
      (size) => at(size, 'price.product') ?? at(size, 'price.total'),
    );
    const hundredths = priced.find((price) => Number(price) > 0) ?? at(item, 'salePriceU') ?? at(item, 'priceU');
    if (!(Number(hundredths) > 0)) return undefined;
    return priceOf({ offers: { price: Number(hundredths) / 100, priceCurrency: askedCurrency(doc) } }, {});
  }),
  sellerId: path('supplierId'),
  sellerName: path('supplier'),
  brand: path('brand'),
  soldCount: path('sold'),
  availability: rule('totalQuantity', ({ item }) => {
    const quantity = at(item, 'totalQuantity');
    return quantity === undefined ? undefined : Number(quantity) > 0 ? 'active' : 'ended';
  }),
};

/** The request names the currency (`curr=kzt`); roubles when it does not. */
function askedCurrency(doc: PageDocument): string {
  const named = URL.parse(doc.page.url)?.searchParams.get('curr');
  return named && /^[a-z]{3}$/i.test(named) ? named.toUpperCase() : 'RUB';
}

export function apiProducts(doc: PageDocument): unknown {
  return at(doc.json, 'data.products') ?? at(doc.json, 'products');
}
