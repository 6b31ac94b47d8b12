import { at } from '#shared/extraction/json-path.ts';
import { type ListingRules, rulesInOrder } from '#shared/extraction/listing-fields.ts';
import { idOfOwnAddress } from '#shared/extraction/own-address.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { mapped, meta, path, rule } from '#shared/extraction/rule.ts';
import { pageProduct } from '#shared/extraction/shop/page-product.ts';
import type { OfferPages } from '../define-marketplace.ts';
import { ITEM_ID } from './address.ts';

const STATE: ListingRules = {
  id: path('id'),
  title: path('title'),
  price: rule('price', ({ item }) => (at(item, 'noPriceItem') === true ? undefined : at(item, 'price'))),
  imageUrls: rule('images', ({ item }) => {
    const images = at(item, 'images');
    return Array.isArray(images) ? images.map((image) => at(image, 'url')) : undefined;
  }),
  sellerId: path('seller.id'),
  sellerName: path('seller.nickname'),
  sellerRating: mapped(path('seller.rating.goodRatio'), (percent) => `${percent}%`),
  sellerFeedback: path('seller.rating.total'),
  itemLocation: path('location'),
  condition: path('condition.text'),
  availability: mapped(path('status'), (status) => (status === 'OPEN' ? 'active' : 'ended')),
  description: path('description'),
  listedAt: path('openDate', 'createDate'),
  brand: path('brand.name'),
};

const PAGE: ListingRules = {
  id: idOfOwnAddress(ITEM_ID),
  ...pageProduct,
  title: [pageProduct.title, mapped(meta('og:title'), (title) => String(title).replace(/｜Yahoo!フリマ.*$/, ''))],
  imageUrls: [pageProduct.imageUrls, meta('og:image')],
};

function items(doc: PageDocument): unknown {
  return at(doc.state('#__NEXT_DATA__'), 'props.initialState.itemsState.items');
}

export const listing: OfferPages = {
  item: (doc) => doc.json ?? at(items(doc), 'item'),
  fields: rulesInOrder(STATE, PAGE),
  gone: (doc) => {
    const state = items(doc);
    if (at(state, 'item.id') !== undefined) return undefined;
    return at(state, 'error.status') === 404 || /この商品は(?:存在しません|削除され)/.test(doc.text())
      ? 'removed'
      : undefined;
  },
  isListing: (listing) => listing.title !== '' && listing.price !== null,
};
