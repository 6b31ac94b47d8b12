import { at } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { mapped, path, rule } from '#shared/extraction/rule.ts';

/** An advertisement of the page's state (`__NEXT_DATA__`, `FLUX_STATE` before 2021) and of the search API. */
export const STATE_AD: ListingRules = {
  id: path('list_id'),
  url: path('url'),
  title: path('subject'),
  price: [mapped(path('price_cents'), (cents) => Number(cents) / 100), path('price.0', 'price')],
  imageUrls: path('images.urls', 'images.urls_large', 'images.small_url'),
  sellerId: path('owner.store_id', 'owner.user_id'),
  sellerName: path('owner.name'),
  itemLocation: path('location.city_label', 'location.city'),
  condition: rule('attributes condition', ({ item }) => {
    const attributes = at(item, 'attributes');
    const condition = Array.isArray(attributes) && attributes.find((one) => at(one, 'key') === 'condition');
    return condition ? at(condition, 'value_label') : undefined;
  }),
  availability: mapped(path('status'), (status) => (status === 'active' ? 'active' : 'ended')),
  // Paid places are repeated in blocks of their own (`ads_alu`); here only the options bought are told.
  sponsored: path('options.sub_toplist'),
  description: path('body'),
  listedAt: path('first_publication_date', 'index_date'),
};
