import { first, textOf } from '#shared/extraction/dom.ts';
import { hashedClass } from '#shared/extraction/hashed-class.ts';
import { at, isObject, objectsWhere } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { markupText } from '#shared/extraction/markup-text.ts';
import { saysNoResults, showsAny } from '#shared/extraction/no-results.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { attr, image, mapped, path, type Rule, rule, text } from '#shared/extraction/rule.ts';
import { cards, entries } from '#shared/extraction/search-reader.ts';
import type { ResultPages } from '../define-marketplace.ts';
import { canonicalItemUrl, SHOP_ID, searchUrl } from './address.ts';

const ADDRESS = /^(?:https?:)?\/\/.+/;

/** Card of 2014 to 2024. */
const GL_ITEM: ListingRules = {
  id: attr('', 'data-sku', /^\d+$/),
  // One offer's variants share a card, and the link may lead to another one.
  url: mapped(attr('.p-img a[href], .p-name a[href]', 'href'), canonicalItemUrl),
  title: [text('.p-name em'), attr('.p-name a', 'title')],
  price: [text('.p-price i'), attr('.p-price [data-price]', 'data-price'), text('.p-price')],
  imageUrls: [attr('.p-img img', 'src', ADDRESS), notYetShown()],
  sellerId: [attr('.p-shop a[href]', 'href', SHOP_ID), attr('.p-shop', 'data-shopid', /^\d+$/)],
  sellerName: [text('.p-shop a.curr-shop, .p-shop a'), attr('.p-shop', 'data-shop_name')],
  soldCount: text('.p-commit', /已售\s*([\d.]+万?\+?)/),
  sponsored: rule('广告 mark', ({ element }) => first(element, '.p-promo-flag') !== null),
};

/** Pictures load while one scrolls. A browser that saves the page puts the shown ones beside it, and the rest was not on the page. */
function notYetShown(): Rule {
  return rule('.p-img img @data-lazy-img', (scope) =>
    first(scope.doc.root, '.p-img img[src^="./"]')
      ? undefined
      : attr('.p-img img', 'data-lazy-img', ADDRESS).read(scope),
  );
}

/** Card of 2024 on: class names carry a changing hash, `data-sku` stays. */
const GOODS_CARD: ListingRules = {
  id: [attr('', 'data-sku', /^\d+$/), attr('[data-sku]', 'data-sku', /^\d+$/)],
  title: [
    attr(hashedClass('text'), 'title'),
    text(hashedClass('goods_title_container', 'text')),
    attr('img[alt]', 'alt'),
  ],
  price: [text(hashedClass('price')), text('[class*="price"]')],
  imageUrls: [image(`img:is(${hashedClass('img')})`), image('img')],
  sellerId: attr('a[href*="mall.jd."]', 'href', SHOP_ID),
  sellerName: [
    text('[class*="_shopFloor_"] [class*="_name_"], [class*="_shop_"] [class*="_name_"]'),
    text('a[href*="mall.jd."]'),
  ],
  soldCount: text(hashedClass('goods_volume_container', 'volume', 'sales'), /已售\s*([\d.]+万?\+?)/),
  sponsored: rule('广告 mark', ({ element }) => {
    const marks = first(element, hashedClass('ad', 'adTag', 'promoFlag'));
    return marks ? /广告/.test(textOf(marks, 100)) : undefined;
  }),
};

/** An entry of `wareList`: the search API (functionId=pc_search_searchWare and its like) and the phone site's `searchData`. */
const WARE: ListingRules = {
  id: path('skuId', 'wareId', 'wareid', 'sku'),
  title: mapped(path('wareName', 'wname', 'warename'), markupText),
  price: path('finalPrice.estimatedPrice', 'jdPrice', 'realPrice', 'dredisprice', 'price'),
  imageUrls: mapped(path('imageurl', 'imageUrl', 'longImgUrl'), pictureUrl),
  sellerId: path('shopId', 'shop_id', 'vender_id'),
  sellerName: path('shopName', 'goodShop.goodShopName', 'shop_name'),
  soldCount: path('totalSales', 'saleVolume'),
  sponsored: rule('adv', ({ item }) =>
    isObject(item) && (item.isAdv ?? item.adv) !== undefined
      ? /^(?:1|true)$/.test(String(item.isAdv ?? item.adv))
      : undefined,
  ),
};

/** Answers name pictures by their path on the picture host. */
function pictureUrl(address: unknown): string {
  const written = String(address);
  return /^(?:https?:)?\/\//.test(written) ? written : `https://img10.360buyimg.com/n1/${written.replace(/^\//, '')}`;
}

function wares(doc: PageDocument): unknown {
  const state = doc.json ?? doc.state('"wareList"');
  if (Array.isArray(state)) return state;
  return objectsWhere({ state }, ({ wareList }) => Array.isArray(wareList) && wareList.some(isObject))[0]?.wareList;
}

function nextPage(doc: PageDocument): string | undefined {
  const address = URL.parse(doc.page.url);
  const keyword =
    address?.searchParams.get('keyword') ??
    first(doc.root, '#key, #key-re-bottom, input[aria-label="搜索"]')?.attribs.value ??
    /^(.{1,80}?) - 商品搜索 - 京东/.exec(doc.title())?.[1];
  const arrow = first(
    doc.root,
    '#J_bottomPage a.pn-next:not(.disabled), [class*="_pagination_next_"]:not([class*="_disabled_"])',
  );
  const page = (Number(address?.searchParams.get('page') ?? 1) + 1) / 2;
  return keyword && arrow && page >= 1 ? searchUrl(keyword, Math.floor(page) + 1) : undefined;
}

export const search: ResultPages = {
  sources: [
    cards('#J_goodsList li.gl-item[data-sku], ul.gl-warp > li.gl-item', GL_ITEM),
    cards('[class*="goodsCardWrapper"][data-sku]', GOODS_CARD),
    entries('wareList', wares, WARE),
    // The second half of a page is answered as bare cards.
    cards('li.gl-item[data-sku]', GL_ITEM),
  ],
  nothingFound: (doc) =>
    showsAny(doc, '#J_goodsList .notice-search .ns-content, .check-error, .ns-wrap .ns-icon') ||
    saysNoResults(doc) ||
    at(doc.json, 'data.resultCount') === 0,
  nextPage: rule('pager', ({ doc }) => nextPage(doc)),
};
