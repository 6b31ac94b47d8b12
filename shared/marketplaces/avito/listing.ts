import { first } from '#shared/extraction/dom.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { idOfOwnAddress, ownAddress } from '#shared/extraction/own-address.ts';
import { attr, image, longText, meta, rule, text } from '#shared/extraction/rule.ts';
import { pageProduct } from '#shared/extraction/shop/page-product.ts';
import type { OfferPages } from '../define-marketplace.ts';
import { ITEM_ID } from './address.ts';

const SELLER_LINK = 'a[data-marker="seller-link/link"], [data-marker="seller-info/name"] a, .seller-info-name a';

const FIELDS: ListingRules = {
  id: [idOfOwnAddress(ITEM_ID), text('[data-marker="item-view/item-id"]', /\d{7,12}/)],
  url: ownAddress(ITEM_ID),
  title: [
    text('[data-marker="item-view/title-info"], h1[itemprop="name"], .title-info-title-text'),
    pageProduct.title,
    text('h1'),
  ],
  price: [
    rule('[itemprop="price"] with its currency', ({ element }) => {
      const amount = first(element, '[itemprop="price"][content]')?.attribs.content;
      const currency = first(element, '[itemprop="priceCurrency"][content]')?.attribs.content;
      return amount && amount !== '0' ? `${amount} ${currency ?? 'RUB'}` : undefined;
    }),
    text('[data-marker="item-view/item-price"]'),
  ],
  imageUrls: [
    attr('[data-marker="image-frame/image-wrapper"][data-url]', 'data-url'),
    image('[data-marker="image-frame/image-wrapper"] img, .gallery-img-wrapper img'),
    pageProduct.imageUrls,
    meta('og:image'),
  ],
  sellerId: attr(SELLER_LINK, 'href', /\/(?:brands|user|shop)\/([^/?#]+)/),
  sellerName: [text('[data-marker="seller-info/name"]'), text('.seller-info-name')],
  sellerFeedback: text(
    '[data-marker="rating-caption/rating"], [data-marker="seller-info/rating-summary"]',
    /(\d[\d\s]*) отзыв/u,
  ),
  itemLocation: text('[itemprop="address"], .item-address__string'),
  availability: rule('closed notice', ({ element }) =>
    first(element, '[data-marker="item-view/closed-warning"], .item-closed-warning') ? 'ended' : undefined,
  ),
  description: [
    longText('[data-marker="item-view/item-description"], [itemprop="description"]'),
    meta('og:description'),
  ],
};

const GONE = /объявление (?:снято с публикации|удалено|не найдено)|такой страницы (?:нет|не существует)/iu;

export const listing: OfferPages = {
  fields: FIELDS,
  gone: (doc) => {
    if (first(doc.root, '[data-marker="item-view/closed-warning"], .item-closed-warning')) return 'ended';
    return doc.text().length < 4000 && GONE.test(doc.text()) ? 'removed' : undefined;
  },
  isListing: (listing) => listing.title !== '' && (listing.price !== null || listing.description !== undefined),
};
