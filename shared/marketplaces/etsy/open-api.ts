import { at, isObject } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { markupText } from '#shared/extraction/markup-text.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { mapped, path, rule } from '#shared/extraction/rule.ts';
import { priceOf } from '#shared/extraction/schema-node.ts';
import { listingLink } from './address.ts';

/** Etsy Open API v3 listings (developers.etsy.com), and those of v2, which ended in 2022, for stored answers. */
export const API_LISTING: ListingRules = {
  id: path('listing_id'),
  url: mapped(path('url'), listingLink),
  title: mapped(path('title'), markupText),
  price: rule('price', ({ item }) => apiPrice(item)),
  imageUrls: rule('images', ({ item }) => {
    const pictures = at(item, 'images') ?? at(item, 'Images') ?? [at(item, 'MainImage')];
    return Array.isArray(pictures)
      ? pictures.map((picture) => at(picture, 'url_fullxfull') ?? at(picture, 'url_570xN'))
      : [];
  }),
  sellerId: path('shop_id', 'shop.shop_id', 'Shop.shop_id'),
  sellerName: path('shop.shop_name', 'Shop.shop_name'),
  sellerLocation: path('shop.shop_location_country_iso'),
  availability: mapped(path('state'), (state) => STATES[String(state)] ?? 'removed'),
  description: mapped(path('description'), markupText),
  listedAt: mapped(
    path(
      'original_creation_timestamp',
      'created_timestamp',
      'creation_timestamp',
      'original_creation_tsz',
      'creation_tsz',
    ),
    (seconds) => (typeof seconds === 'number' && seconds < 1e11 ? new Date(seconds * 1000).toISOString() : undefined),
  ),
  sku: path('skus.0', 'sku.0'),
};

// `inactive`, `draft`, `edit`, `removed`, `private`: not for sale and not shown.
const STATES: Record<string, string> = { active: 'active', sold_out: 'ended', expired: 'ended' };

/** v3: `{ amount: 4100, divisor: 100, currency_code }`; v2: a decimal text beside `currency_code`. */
function apiPrice(item: unknown) {
  const price = at(item, 'price');
  const money = isObject(price)
    ? { price: Number(price.amount) / Number(price.divisor), priceCurrency: price.currency_code }
    : { price, priceCurrency: at(item, 'currency_code') };
  return priceOf({ offers: money }, {});
}

/** The listings of an answer, whatever call it answers; a list of shops holds none. */
export function apiListings(doc: PageDocument): unknown[] {
  const results = at(doc.json, 'results') ?? (at(doc.json, 'listing_id') === undefined ? [] : [doc.json]);
  return Array.isArray(results) ? results.filter((result) => at(result, 'listing_id') !== undefined) : [];
}

/** The shop of a `getShop` answer; v2 wraps it in a list of one. A list of many shops is about none of them. */
export function apiShop(doc: PageDocument): unknown {
  const results = at(doc.json, 'results');
  const shop = Array.isArray(results) && results.length === 1 ? results[0] : doc.json;
  return at(shop, 'shop_name') === undefined ? undefined : shop;
}

/** The API names no next page, only how many listings there are: the request's own address, one page on. */
export function nextAnswer(doc: PageDocument): string | undefined {
  const url = doc.json === undefined ? null : URL.parse(doc.page.url);
  const limit = Number(url?.searchParams.get('limit'));
  const next = Number(url?.searchParams.get('offset')) + limit;
  if (!url || !(limit > 0) || !(next < Number(at(doc.json, 'count')))) return undefined;
  url.searchParams.set('offset', String(next));
  return url.href;
}
