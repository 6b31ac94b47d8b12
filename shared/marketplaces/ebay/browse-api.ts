import { at } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { mapped, path, rule } from '#shared/extraction/rule.ts';
import { availabilityOf, priceOf } from '#shared/extraction/schema-node.ts';
import { entries } from '#shared/extraction/search-reader.ts';
import { canonicalItemUrl, ITEM_ID } from './sites.ts';

/** eBay Browse API `item_summary/search` and `item` answers (developer.ebay.com, Buy APIs). */
export const BROWSE_ITEM: ListingRules = {
  id: [
    path('legacyItemId'),
    rule('itemWebUrl', ({ item }) => ITEM_ID.exec(String(at(item, 'itemWebUrl')))?.[1]),
    rule('itemId', ({ item }) => /^v1\|(\d{9,15})\|/.exec(String(at(item, 'itemId')))?.[1]),
  ],
  url: mapped(path('itemWebUrl'), canonicalItemUrl),
  title: path('title'),
  price: rule('price', ({ item }) => {
    const offer = at(item, 'price') ?? at(item, 'currentBidPrice');
    return priceOf({ offers: { price: at(offer, 'value'), priceCurrency: at(offer, 'currency') } }, {});
  }),
  // With FIXED_PRICE beside it, `price` is the one for buying at once.
  priceIsBid: rule('buyingOptions', ({ item }) => {
    const options = at(item, 'buyingOptions');
    if (Array.isArray(options) && options.includes('AUCTION')) return !options.includes('FIXED_PRICE');
    return at(item, 'price') === undefined && at(item, 'currentBidPrice') !== undefined;
  }),
  imageUrls: rule('image', ({ item }) => {
    const more = at(item, 'additionalImages');
    return [at(item, 'image.imageUrl'), ...(Array.isArray(more) ? more.map((one) => at(one, 'imageUrl')) : [])];
  }),
  sellerName: path('seller.username'),
  sellerId: path('seller.userId', 'seller.username'),
  sellerRating: rule('seller.feedbackPercentage', ({ item }) => {
    const percent = Number(at(item, 'seller.feedbackPercentage'));
    return percent > 0 && percent <= 100 ? percent / 100 : undefined;
  }),
  sellerFeedback: path('seller.feedbackScore'),
  itemLocation: rule('itemLocation', ({ item }) => {
    const place = [
      at(item, 'itemLocation.city'),
      at(item, 'itemLocation.stateOrProvince'),
      at(item, 'itemLocation.country'),
    ];
    return place.filter((part) => typeof part === 'string').join(', ');
  }),
  condition: path('condition'),
  soldCount: path('estimatedAvailabilities.0.estimatedSoldQuantity'),
  stockCount: path('estimatedAvailabilities.0.estimatedAvailableQuantity'),
  availability: rule('estimatedAvailabilities', ({ item }) =>
    availabilityOf(at(item, 'estimatedAvailabilities.0.estimatedAvailabilityStatus')),
  ),
  listedAt: path('itemCreationDate', 'itemOriginDate'),
  brand: path('brand'),
  gtin: path('gtin'),
  description: path('shortDescription', 'description'),
};

export const browseItems = entries('Browse API itemSummaries', (doc) => at(doc.json, 'itemSummaries'), BROWSE_ITEM);
