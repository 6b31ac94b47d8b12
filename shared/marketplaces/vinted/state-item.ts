import { embeddedJson } from '#shared/extraction/embedded-json.ts';
import { isoDate } from '#shared/extraction/iso-date.ts';
import { at, isObject } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { nextFlight } from '#shared/extraction/next-flight.ts';
import { oncePerPage } from '#shared/extraction/once-per-page.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { mapped, path, rule } from '#shared/extraction/rule.ts';
import { priceOf } from '#shared/extraction/schema-node.ts';
import { SITES, siteOf } from './sites.ts';

/** An item of `/api/v2/catalog/items`, `/api/v2/items/ID` and of the page's state. The price is without the fee for buyer protection. */
export const STATE_ITEM: ListingRules = {
  id: path('id'),
  url: path('url'),
  title: path('title'),
  price: rule('price', ({ item, doc }) => {
    const price = at(item, 'price');
    const asked = isObject(price) ? price : { amount: price, currency_code: at(item, 'currency') };
    const offer = { price: asked.amount, priceCurrency: asked.currency_code };
    return priceOf({ offers: offer }, { currency: SITES[siteOf(doc)] });
  }),
  imageUrls: rule('photos', ({ item }) => {
    const photos = at(item, 'photos') ?? [at(item, 'photo')];
    return Array.isArray(photos) ? photos.map((photo) => at(photo, 'url')) : undefined;
  }),
  sellerId: path('user.id', 'seller_id', 'user_id'),
  sellerName: path('user.login', 'login'),
  sellerRating: path('user.feedback_reputation', 'feedback_reputation'),
  sellerFeedback: path('user.feedback_count', 'feedback_count'),
  sellerLocation: path('user.country_title_local', 'country_title_local', 'user.country_title'),
  condition: path('status'),
  availability: rule('is_closed', ({ item }) => {
    const closed = at(item, 'is_closed');
    return closed === undefined ? undefined : closed === true || closed === 1 ? 'ended' : 'active';
  }),
  sponsored: path('promoted'),
  description: path('description'),
  listedAt: mapped(path('created_at_ts', 'photo.high_resolution.timestamp'), isoDate),
  brand: path('brand_title', 'brand_dto.title', 'brand'),
};

export const flight = oncePerPage((doc) => nextFlight(doc.page.body));

/** The catalogue's state of 2020 to 2024 holds items by id, in the order of `ids`. */
export function catalogueItems(doc: PageDocument): unknown {
  const api = at(doc.json, 'items');
  if (Array.isArray(api)) return api;
  const state = doc.state('"catalogItems":') ?? embeddedJson(flight(doc), '"catalogItems":');
  const byId = at(state, 'byId');
  const ids = at(state, 'ids');
  if (isObject(byId)) return (Array.isArray(ids) ? ids : Object.keys(byId)).map((id) => byId[String(id)]);
  return Array.isArray(state) ? state : undefined;
}
