import { isoDate } from '#shared/extraction/iso-date.ts';
import { at } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { mapped, path, rule } from '#shared/extraction/rule.ts';
import { priceOf } from '#shared/extraction/schema-node.ts';

/** A `GroupCommerceProductItem` of the data that the page carries for its scripts; scrapers pass it on with flat names. */
export const GRAPH_LISTING: ListingRules = {
  id: path('id'),
  title: path('marketplace_listing_title', 'title', 'base_marketplace_listing_title'),
  // The amount of a search has no currency, but its text has a sign.
  price: [
    rule('listing_price with currency', ({ item }) => {
      const currency = at(item, 'listing_price.currency');
      return currency
        ? priceOf({ offers: { price: at(item, 'listing_price.amount'), priceCurrency: currency } }, {})
        : undefined;
    }),
    path('listing_price.formatted_amount', 'formatted_price.text', 'price'),
  ],
  imageUrls: [
    rule('listing_photos', ({ item }) => {
      const photos = at(item, 'listing_photos');
      return Array.isArray(photos) ? photos.map((photo) => at(photo, 'image.uri')) : undefined;
    }),
    path('primary_listing_photo.image.uri', 'image_url'),
  ],
  sellerId: path('marketplace_listing_seller.id', 'actor.id'),
  sellerName: path('marketplace_listing_seller.name'),
  itemLocation: [
    rule('location', ({ item }) => {
      const place = at(item, 'location.reverse_geocode');
      return [at(place, 'city'), at(place, 'state')].filter(Boolean).join(', ');
    }),
    path('location_text.text', 'location'),
  ],
  condition: path('condition_text', 'attribute_data.0.label'),
  availability: rule('is_sold', ({ item }) => {
    if (at(item, 'is_sold') === true) return 'ended';
    return at(item, 'is_live') === true ? 'active' : undefined;
  }),
  // Advertisements are units of another type.
  sponsored: mapped(path('__typename'), (type) => (type === 'GroupCommerceProductItem' ? false : undefined)),
  description: path('redacted_description.text'),
  listedAt: mapped(path('creation_time'), isoDate),
};
