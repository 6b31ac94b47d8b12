import { percentDecoded } from '#shared/extraction/absolute-url.ts';
import { embeddedJson } from '#shared/extraction/embedded-json.ts';
import { at, isObject, objectsWhere } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { nextFlight } from '#shared/extraction/next-flight.ts';
import { saysNoResults } from '#shared/extraction/no-results.ts';
import { oncePerPage } from '#shared/extraction/once-per-page.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { attr, image, mapped, path, rule, text } from '#shared/extraction/rule.ts';
import { cards, entries } from '#shared/extraction/search-reader.ts';
import type { ResultPages } from '../define-marketplace.ts';
import { goodsIdIn, goodsUrl, searchUrl } from './address.ts';

/** An entry of `goodsInfoList`: streamed to React since 2025, before that the answer of the search API. */
const GOODS: ListingRules = {
  id: path('goodsCode', 'SALE_GOODS_CODE'),
  url: mapped(path('goodsUrl'), (link) => {
    const id = goodsIdIn(link);
    return id && goodsUrl(id);
  }),
  title: path('goodsName', 'NAME'),
  // The stream doubles a leading "$".
  price: [mapped(path('goodsPrice', 'SALE_PRICE', 'PRICE'), (price) => String(price).replace(/^\$+/, 'NT$'))],
  imageUrls: path('imgUrl', 'externalImgUrlArray.0', 'IMG_URL'),
  sellerName: path('entpName', 'storeName'),
  soldCount: path('totalSalesInfo.text', 'totalSales'),
  sponsored: rule('isAdGoods', ({ item }) => at(item, 'isAdGoods')),
};

/** Drawn lists: the desktop's until 2025, and the phone site's. */
const CARD: ListingRules = {
  id: [
    attr('input[name="viewProdId"], input#viewProdId', 'value', /^\w+$/),
    attr('', 'gcode', /^\w+$/),
    mapped(attr('a[href*="i_code="]', 'href'), goodsIdIn),
  ],
  title: [text('.prdName, h3.prdName, .goodsName'), attr('a[title]', 'title'), attr('img', 'alt')],
  price: text('.money .price, .price b, .price'),
  imageUrls: image('img.prdImg, img.goodsImg, img'),
  soldCount: text('.totalSales, [class*="totalSales"]', /[\d.,]+\s*[萬千]?/),
};

const searchData = oncePerPage((doc): unknown => {
  if (doc.json !== undefined) return objectsWhere(doc.json, ({ goodsInfoList }) => Array.isArray(goodsInfoList))[0];
  const stream = nextFlight(doc.page.body);
  return stream && { goodsInfoList: embeddedJson(stream, '"goodsInfoList"'), pages: embeddedPages(stream) };
});

function embeddedPages(stream: string): { current: number; last: number } | undefined {
  const current = Number(/"curPage":\s*"?(\d{1,5})/.exec(stream)?.[1]);
  const last = Number(/"(?:maxPage|totalPage|pageCnt)":\s*"?(\d{1,5})/.exec(stream)?.[1]);
  return current && last ? { current, last } : undefined;
}

function nextPage(doc: PageDocument): string | undefined {
  const data = searchData(doc);
  const current = Number(at(data, 'pages.current') ?? at(data, 'curPage'));
  const last = Number(at(data, 'pages.last') ?? at(data, 'maxPage'));
  const keyword =
    /[?&](?:keyword|searchKeyword)=([^&#]+)/.exec(doc.page.url)?.[1] ??
    /\/search\/([^/?#]+)/.exec(doc.page.url)?.[1] ??
    /^(.{1,80}?)\s*-\s*.*momo/i.exec(doc.title())?.[1];
  return keyword && current < last ? searchUrl(percentDecoded(keyword), current + 1) : undefined;
}

export const search: ResultPages = {
  sources: [
    entries('goodsInfoList', (doc) => at(searchData(doc), 'goodsInfoList'), GOODS),
    cards('.listAreaLi, li.goodsItemLi, .listArea li[gcode], .prdListArea li', CARD),
  ],
  nothingFound: (doc) => {
    const list = at(searchData(doc), 'goodsInfoList');
    return (Array.isArray(list) && !list.some(isObject)) || saysNoResults(doc);
  },
  nextPage: rule('page count', ({ doc }) => nextPage(doc)),
};
