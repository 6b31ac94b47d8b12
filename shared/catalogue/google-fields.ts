import type { FeedRow } from './feed-row.ts';

/**
 * A row of a Google Merchant feed by the names of its attributes. Variants (sizes, colours) of one product share an
 * `item_group_id`, which is the product's number then.
 */
export function googleRow(place: number, fields: readonly (readonly [name: string, value: string])[]): FeedRow {
  const all = (name: string) =>
    fields.filter(([each, value]) => each === name && value !== '').map(([, value]) => value);
  const one = (name: string) => all(name)[0];
  return {
    place,
    isVariant: one('item_group_id') !== undefined,
    sku: one('item_group_id') ?? one('mpn') ?? one('id'),
    name: one('title'),
    price: one('price'),
    country: one('country'),
    minimumAdvertisedPrice: one('minimum_advertised_price'),
    condition: one('condition'),
    gtins: all('gtin'),
    // In a table several addresses stand in one field.
    images: [...all('image_link'), ...all('additional_image_link').flatMap((value) => value.split(','))],
  };
}
