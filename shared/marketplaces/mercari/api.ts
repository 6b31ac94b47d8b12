import { isoDate } from '#shared/extraction/iso-date.ts';
import { at } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { mapped, path, rule } from '#shared/extraction/rule.ts';

const CONDITIONS: Record<string, string> = {
  1: '新品、未使用',
  2: '未使用に近い',
  3: '目立った傷や汚れなし',
  4: 'やや傷や汚れあり',
  5: '傷や汚れあり',
  6: '全体的に状態が悪い',
};

/** Answers of api.mercari.jp: v2 `entities:search`, `items/get_items` (a seller's) and `items/get` (one item). */
export const JAPANESE_ITEM: ListingRules = {
  id: path('id'),
  title: path('name'),
  // "No price yet" offers carry 9,999,999 yen.
  price: rule('price', ({ item }) => (at(item, 'isNoPrice') === true ? undefined : numberOf(at(item, 'price')))),
  imageUrls: path('photos', 'thumbnails'),
  sellerId: path('seller.id', 'sellerId'),
  sellerName: path('seller.name', 'shopName'),
  sellerRating: rule('seller.ratings', ({ item }) => shareOfGood(at(item, 'seller.ratings'))),
  sellerFeedback: path('seller.num_ratings'),
  itemLocation: path('shipping_from_area.name'),
  condition: [path('item_condition.name'), mapped(path('itemConditionId'), (id) => CONDITIONS[String(id)])],
  availability: mapped(path('status'), availability),
  description: path('description'),
  listedAt: mapped(path('created'), isoDate),
  brand: path('item_brand.name', 'itemBrand.name'),
};

/** Answers of www.mercari.com/v1/api (`searchFacetQuery`) and the item state of its pages. Prices are in cents. */
export const AMERICAN_ITEM: ListingRules = {
  id: path('id', 'itemId'),
  title: path('name'),
  price: mapped(path('price'), (cents) => Number(cents) / 100),
  imageUrls: rule('photos', ({ item }) => photosOf(at(item, 'photos'))),
  sellerId: path('seller.id', 'seller.sellerId', 'sellerId'),
  sellerName: path('seller.name'),
  sellerFeedback: path('seller.ratings.sellerRatingsCount', 'seller.numReviews'),
  condition: path('itemCondition.name'),
  availability: mapped(path('status', 'itemStatus'), availability),
  description: path('description'),
  listedAt: mapped(path('created'), isoDate),
  brand: path('brand.name'),
};

/** An empty list that the API itself calls complete. */
export function apiFoundNothing(doc: PageDocument): boolean {
  const count = at(doc.json, 'meta.numFound') ?? at(doc.json, 'data.search.count');
  return count !== undefined && Number(count) === 0;
}

function availability(status: unknown): 'active' | 'ended' | undefined {
  if (/on_?sale/i.test(String(status))) return 'active';
  return /sold_?out|trading|stop|complete|cancel/i.test(String(status)) ? 'ended' : undefined;
}

function shareOfGood(ratings: unknown): number | undefined {
  const [good, normal, bad] = ['good', 'normal', 'bad'].map((kind) => Number(at(ratings, kind)) || 0);
  const all = good! + normal! + bad!;
  return all > 0 ? good! / all : undefined;
}

function numberOf(price: unknown): number | undefined {
  return /^\d+$/.test(String(price)) ? Number(price) : undefined;
}

function photosOf(photos: unknown): unknown[] | undefined {
  if (!Array.isArray(photos)) return undefined;
  return photos.map((photo) => at(photo, 'large') ?? at(photo, 'imageUrl') ?? at(photo, 'thumbnail') ?? photo);
}
