import { withoutQuery } from '#shared/extraction/absolute-url.ts';
import { at, isObject, type JsonObject } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { path, rule } from '#shared/extraction/rule.ts';
import { itemLink } from './sites.ts';

// The site until 2021: one Redux state in a script, or the parts of it in JSON scripts.
const STATE = 'window.__WML_REDUX_INITIAL_STATE__';

export function oldItems(doc: PageDocument): unknown {
  return (
    at(doc.state(STATE), 'preso.items') ??
    at(doc.state('#searchContent'), 'searchContent.preso.items') ??
    at(doc.json, 'preso.items') ??
    at(doc.json, 'items')
  );
}

export const OLD_ITEM: ListingRules = {
  id: path('usItemId'),
  url: rule('productPageUrl', ({ item, doc }) => itemLink(at(item, 'productPageUrl'), doc)),
  title: path('title'),
  price: rule('primaryOffer', ({ item }) => {
    const offer = at(item, 'primaryOffer');
    const [low, high] = [at(offer, 'offerPrice') ?? at(offer, 'minPrice'), at(offer, 'maxPrice')];
    if (typeof low !== 'number') return undefined;
    return typeof high === 'number' && high > low ? `${low.toFixed(2)} - ${high.toFixed(2)}` : low;
  }),
  imageUrls: rule('imageUrl', ({ item }) => withoutQuery(String(at(item, 'imageUrl') ?? ''))),
  sellerId: path('sellerId'),
  sellerName: path('sellerName'),
  availability: rule('inventory', ({ item }) => {
    const available = at(item, 'inventory.availableOnline');
    return typeof available === 'boolean' ? (available ? 'active' : 'ended') : undefined;
  }),
  brand: path('brand.0', 'brand'),
  gtin: path('upc', 'standardUpc.0'),
};

/** The selected product of the old item page with what it refers to: its offer, seller and pictures. */
export function oldProduct(doc: PageDocument): JsonObject | undefined {
  const state = at(doc.state(STATE), 'product') ?? at(doc.state('#item'), 'item.product');
  const products = Object.values(asObject(at(state, 'products')));
  const id = String(at(state, 'primaryUsItemId') ?? /\/(\d{5,12})(?:[?#]|$)/.exec(doc.page.url)?.[1] ?? '');
  const product =
    products.find((one) => at(one, 'usItemId') === id) ?? products.find((one) => at(one, 'productAttributes'));
  if (!isObject(product)) return undefined;
  const offer = asObject(at(state, 'offers'))[String(at(product, 'offers.0'))];
  const seller = asObject(at(state, 'sellers'))[String(at(offer, 'sellerId'))];
  const pictures = at(product, 'images');
  const images = (Array.isArray(pictures) ? pictures : []).map((key) =>
    at(asObject(at(state, 'images'))[String(key)], 'assetSizeUrls.main'),
  );
  return { product, offer, seller, images };
}

function asObject(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}
