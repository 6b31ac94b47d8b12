import { first, textOf } from '#shared/extraction/dom.ts';
import { at, isObject, objectsWhere } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { addressPart, attr, image, mapped, meta, path, rule, source, text } from '#shared/extraction/rule.ts';
import type { OfferPages } from '../define-marketplace.ts';
import { offerIdIn } from './address.ts';

/**
 * What the scripts of an offer page know, by part: `__INIT_DATA.globalData` (2020–2023), `context.result` with
 * `offerDetail` and `sellerModel` (2024 on), or an API answer with the same parts.
 */
function offerState(doc: PageDocument): unknown {
  const part = (name: string) =>
    doc.json === undefined
      ? doc.state(`"${name}"`)
      : objectsWhere(doc.json, (object) => isObject(object[name]))[0]?.[name];
  return {
    page: part('tempModel'),
    offer: part('offerDetail') ?? part('offerModel'),
    seller: part('sellerModel'),
    images:
      doc.json === undefined
        ? doc.state('"images"')
        : objectsWhere(doc.json, ({ images }) => Array.isArray(images))[0]?.images,
    price: part('priceModel') ?? part('orderParamModel'),
    trade: part('tradeModel') ?? part('saleModel'),
  };
}

const FIELDS: ListingRules = {
  id: [
    path('page.offerId', 'offer.offerId'),
    mapped(attr('link[rel="canonical"]', 'href'), offerIdIn),
    mapped(meta('og:url'), offerIdIn),
    source(/["']?offerId["']?\s*[:=]\s*["']?(\d{6,16})/i),
    mapped(addressPart(/.+/), offerIdIn),
  ],
  title: [
    path('page.offerTitle', 'offer.subject', 'offer.title'),
    text('.title-text, .mod-detail-title h1, h1.d-title, .title-content h1'),
    mapped(meta('og:title'), (title) => String(title).replace(/\s*-\s*阿里巴巴.*$/, '')),
  ],
  price: [
    path(
      'price.currentPrices.0.price',
      'price.orderParam.skuParam.skuRangePrices.0.price',
      'offer.price',
      'trade.minPrice',
    ),
    attr('meta[property="og:product:price"]', 'content'),
    text('.price-box .price-text, .price-now, .mod-detail-price .value, .price-column .price-num'),
  ],
  imageUrls: [
    rule('images', ({ item }) => {
      const images = at(item, 'images');
      return Array.isArray(images)
        ? images.map((one) => (typeof one === 'string' ? one : (at(one, 'fullPathImageURI') ?? at(one, 'imageURI'))))
        : undefined;
    }),
    image('.detail-gallery-img, .img-list-wrapper img, #dt-tab img, .box-img img'),
    meta('og:image'),
  ],
  sellerId: [
    path('seller.memberId', 'page.sellerMemberId', 'seller.userId', 'page.sellerUserId'),
    source(/["']?(?:sellerMemberId|memberId)["']?\s*[:=]\s*["'](b2b-\w+)["']/),
  ],
  sellerName: [
    path('seller.companyName', 'page.companyName', 'seller.loginId', 'page.sellerLoginId'),
    text('.company-name, .shop-company-name, #hd_0_container_0 h1'),
  ],
  itemLocation: text('.delivery-addr, .location, .logistics-city'),
  soldCount: [
    path('trade.saleCount', 'page.saledCount', 'offer.saledCount'),
    text('.title-info-number .title-sale-column, .bargain-number'),
  ],
};

/** An offer that is over keeps a page that says so. */
function goneSay(doc: PageDocument): 'ended' | 'removed' | undefined {
  const notice = first(doc.root, '.mod-detail-offline, .offline-tip, .detail-error, .error-page, .offer-error');
  const said = notice ? textOf(notice, 300) : doc.text().length < 1500 ? doc.text() : '';
  if (/(?:商品|产品|页面)(?:不存在|已被?删除)|无法找到/.test(said)) return 'removed';
  return /已下架|已过期|暂无法购买/.test(said) ? 'ended' : undefined;
}

export const listing: OfferPages = {
  item: offerState,
  fields: FIELDS,
  gone: goneSay,
  isListing: ({ title, price, imageUrls }) => title !== '' && (price !== null || imageUrls.length > 0),
};
