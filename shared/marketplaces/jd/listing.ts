import { all, first, textOf } from '#shared/extraction/dom.ts';
import { at, isObject } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { addressPart, attr, image, mapped, path, rule, source, text } from '#shared/extraction/rule.ts';
import type { OfferPages } from '../define-marketplace.ts';
import { itemIdIn, SHOP_ID } from './address.ts';

const SHOP_LINK =
  '.J-hove-wrap .name a, .popbox-inner .mt a, #popbox .mt a, .seller-infor a.name, .shopName a, .contact .name a, [class*="top-name"] a';

/**
 * `pageConfig` is a script's object and no JSON, so its numbers are read by name. The price of old pages comes by a request of its
 * own: it is there when the page was drawn by a browser. The phone page carries `_itemOnly` and `_itemInfo` as JSON.
 */
const FIELDS: ListingRules = {
  id: [
    path('item.skuId', 'skuId', 'wareInfo.skuId'),
    mapped(attr('link[rel="canonical"]', 'href'), itemIdIn),
    source(/\bskuid\s*:\s*["']?(\d{5,16})/),
    mapped(addressPart(/.+/), itemIdIn),
  ],
  title: [
    path('item.skuName', 'wareInfo.name', 'skuName'),
    text('.sku-name, .sku-name-title, #name h1, .item-name, [class*="skuTitle"]'),
    mapped(text('head > title', /【图片.*京东|【行情|京东/), withoutSite),
  ],
  price: [
    path('price.p', 'item.price.p', 'priceInfo.jprice'),
    text(
      '.summary-price .p-price .price, .p-price [class*="J-p-"], #jd-price, .J-summary-price .price, [class*="product-price--value"], .price-content .price',
    ),
  ],
  imageUrls: [
    rule('#spec-list img', ({ doc }) =>
      all(doc.root, '#spec-list img').flatMap((img) => img.attribs.src?.replace(/\/n5\/(?:s\d+x\d+_)?/, '/n1/') ?? []),
    ),
    mapped(path('item.image', 'image'), (images) =>
      Array.isArray(images) ? images.map((one) => `https://img10.360buyimg.com/n1/${String(one)}`) : undefined,
    ),
    image('#spec-img, #spec-n1 img'),
  ],
  sellerId: [
    path('item.shopId', 'shopInfo.shop.shopId'),
    source(/\bshopId\s*:\s*["']?([1-9]\d{2,11})/),
    attr(SHOP_LINK, 'href', SHOP_ID),
  ],
  sellerName: [
    path('shopInfo.shop.name', 'item.shopName'),
    attr(SHOP_LINK, 'title'),
    text(SHOP_LINK),
    text('.p-parameter-list li', /^店铺\s*[:：]\s*(.+)$/),
    attr('[data-seller]', 'data-seller'),
  ],
  availability: rule('warestatus', ({ doc }) => {
    const status = /\bwarestatus\s*:\s*(\d)/.exec(doc.page.body)?.[1];
    return status === undefined ? undefined : status === '1' ? 'active' : 'ended';
  }),
  brand: [attr('#parameter-brand li', 'title'), text('#parameter-brand li', /品牌\s*[:：]\s*(.+)/)],
  sku: text('.p-parameter-list li', /^货号\s*[:：]\s*(.+)$/),
};

function withoutSite(title: unknown): string {
  return String(title).replace(/(?:【(?:图片|行情)[^】]*】)?\s*-?\s*京东.*$/, '');
}

/** The phone page's records, or an API answer. */
function itemState(doc: PageDocument): unknown {
  const answer = at(doc.json, 'data') ?? doc.json;
  if (isObject(answer)) return answer;
  const item = doc.state('_itemOnly');
  return item === undefined ? undefined : { ...Object(item), ...Object(doc.state('_itemInfo')) };
}

function goneSay(doc: PageDocument): 'ended' | 'removed' | undefined {
  const notice = first(doc.root, '.itemover-tip, .itemover, .m-itemover-title, .error-404, .notice-content');
  const said = notice ? textOf(notice, 300) : doc.text().length < 1500 ? doc.text() : '';
  if (/商品(?:不存在|已被?删除)|您访问的页面(?:不存在|找不到)/.test(said)) return 'removed';
  return /已下柜|已下架|欢迎挑选其他商品/.test(said) ? 'ended' : undefined;
}

export const listing: OfferPages = {
  item: itemState,
  fields: FIELDS,
  gone: goneSay,
  isListing: ({ title, imageUrls, seller, price }) =>
    title !== '' && (imageUrls.length > 0 || seller !== null || price !== null),
};
