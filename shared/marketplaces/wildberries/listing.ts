import { hashedClass } from '#shared/extraction/hashed-class.ts';
import { at } from '#shared/extraction/json-path.ts';
import { type ListingRules, rulesInOrder } from '#shared/extraction/listing-fields.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { addressPart, attr, image, longText, rule, text } from '#shared/extraction/rule.ts';
import { pageProduct } from '#shared/extraction/shop/page-product.ts';
import type { OfferPages } from '../define-marketplace.ts';
import { ARTICLE } from './address.ts';
import { API_PRODUCT, apiProducts } from './api-product.ts';

const SELLER = 'a[href*="/seller/"], a.seller-info__name';
// "Title 195676297 купить за 4 678 ₽ в интернет‑магазине Wildberries"
const TITLE_ARTICLE = /\s(\d{6,12})\s+купить/u;

/** The generated layout since 2024 (`productHeader--…`), `.product-page` before. Open Graph names the shop's home page on every page. */
const PAGE: ListingRules = {
  id: [
    rule('title', ({ doc }) => TITLE_ARTICLE.exec(doc.title())?.[1]),
    addressPart(ARTICLE),
    attr('link[rel="canonical"]', 'href', ARTICLE),
    text('#productNmId, .product-article span:last-child', /\d{4,12}/),
  ],
  title: [
    text(`:is(${hashedClass('productHeader')}) h3`),
    text(`h1.product-page__title, h1:is(${hashedClass('productTitle')})`),
    text(`:is(${hashedClass('productTitle')})`),
    pageProduct.title,
  ],
  // The price for everybody; a lower one holds for payers with the shop's own wallet.
  price: [
    text(`:is(${hashedClass('priceBlockPrice')}) ins`),
    text(`ins:is(${hashedClass('priceBlockFinalPrice')}), ins.price-block__final-price`),
    text(`:is(${hashedClass('priceBlockFinalPrice', 'priceBlockPrice')})`),
  ],
  imageUrls: [image('img[src*="/images/big/"]'), image('img[src*="/images/c516x688/"]')],
  sellerId: attr(SELLER, 'href', /\/seller\/(\d+)/),
  sellerName: [
    text(`a[href*="/seller/"] :is(${hashedClass('sellerInfoNameDefault')}) > span:first-of-type`),
    text(SELLER),
  ],
  brand: text('.product-page__header-brand, a.product-page__brand'),
  description: longText('#section-description, .product-details__description'),
};

const cardState = (doc: PageDocument) => at(apiProducts(doc), '0');

const GONE =
  /по вашему запросу ничего не найдено|товар(?:а)? (?:больше )?не (?:существует|найден)|страница не найдена|такой страницы нет/iu;
const SOLD_OUT = /нет в наличии|распродан/iu;

export const listing: OfferPages = {
  item: cardState,
  fields: rulesInOrder(API_PRODUCT, PAGE),
  gone: (doc) => {
    if (Array.isArray(apiProducts(doc)) && cardState(doc) === undefined) return 'removed';
    if (doc.json !== undefined || doc.text().length > 4000) return undefined;
    return GONE.test(doc.text()) ? 'removed' : SOLD_OUT.test(doc.text()) ? 'sold-out' : undefined;
  },
  isListing: (listing) => listing.title !== '' && (listing.price !== null || listing.imageUrls.length > 0),
};
