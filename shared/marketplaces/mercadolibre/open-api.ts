import { at } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { path, rule } from '#shared/extraction/rule.ts';
import { priceOf } from '#shared/extraction/schema-node.ts';

/** `/sites/{SITE}/search` results and `/items/{ID}` (developers.mercadolibre.com). */
export const API_ITEM: ListingRules = {
  id: path('id'),
  url: path('permalink'),
  title: path('title'),
  price: rule('price, currency_id', ({ item }) =>
    priceOf({ offers: { price: at(item, 'price'), priceCurrency: at(item, 'currency_id') } }, {}),
  ),
  imageUrls: rule('pictures', ({ item }) => {
    const pictures = at(item, 'pictures');
    const large = Array.isArray(pictures)
      ? pictures.map((picture) => at(picture, 'secure_url') ?? at(picture, 'url'))
      : [];
    return [...large, at(item, 'secure_thumbnail'), at(item, 'thumbnail')];
  }),
  sellerId: path('seller.id', 'seller_id'),
  sellerName: path('seller.nickname', 'official_store_name'),
  itemLocation: rule('address', ({ item }) =>
    [
      at(item, 'address.city_name') ?? at(item, 'seller_address.city.name'),
      at(item, 'address.state_name') ?? at(item, 'seller_address.state.name'),
    ]
      .filter((part) => typeof part === 'string' && part !== '')
      .join(', '),
  ),
  condition: path('condition'),
  soldCount: path('sold_quantity'),
  availability: rule('status', ({ item }) => STATUS[String(at(item, 'status'))]),
  listedAt: path('date_created', 'start_time'),
  brand: rule('attribute BRAND', ({ item }) => attributeValue(item, 'BRAND')),
  gtin: rule('attribute GTIN', ({ item }) => attributeValue(item, 'GTIN')),
};

const STATUS: Record<string, string> = {
  active: 'active',
  paused: 'ended',
  closed: 'ended',
  under_review: 'removed',
  inactive: 'removed',
};

function attributeValue(item: unknown, id: string): unknown {
  const attributes = at(item, 'attributes');
  const found = Array.isArray(attributes) ? attributes.find((attribute) => at(attribute, 'id') === id) : undefined;
  return at(found, 'value_name');
}

export function apiResults(doc: PageDocument): unknown {
  return at(doc.json, 'results');
}

export function apiItem(doc: PageDocument): unknown {
  const item = at(doc.json, '0.body') ?? doc.json;
  return at(item, 'permalink') === undefined ? undefined : item;
}
