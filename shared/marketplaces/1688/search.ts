import { all, attribute, first, textOf } from '#shared/extraction/dom.ts';
import { at, isObject, objectsWhere } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { markupText } from '#shared/extraction/markup-text.ts';
import { saysNoResults, showsAny } from '#shared/extraction/no-results.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { attr, image, mapped, path, type Rule, rule, text } from '#shared/extraction/rule.ts';
import { cards, entries } from '#shared/extraction/search-reader.ts';
import type { ResultPages } from '../define-marketplace.ts';
import { offerIdIn, searchUrl } from './address.ts';

/** `1_<place>_<normal|p4p|bid>_<member id>_<offer id>` on every card of 2024 and later. */
const RENDER_KEY = 'data-renderkey';

/** The whole part and the cents of a price are two elements. */
function joinedPrice(selector: string): Rule {
  return mapped(text(selector), (price) => String(price).replace(/\s+/g, ''));
}

function soldLine(): Rule {
  return rule('sold count', ({ element }) =>
    all(element, '.desc-text, .sale-num, .sm-offer-trade, [class*="sold"], [class*="count"]')
      .map((line) => textOf(line, 60))
      .find(
        (line) =>
          /^(?:(?:已售|全网|成交|月销|30天成交)\s*)?[\d.]+\s*万?\+?\s*(?:件|笔|个|套|元)?$/.test(line) &&
          /\d/.test(line) &&
          !/元$/.test(line),
      ),
  );
}

const CARD: ListingRules = {
  id: [
    attr('', RENDER_KEY, /_(\d{6,16})$/),
    attr(`[${RENDER_KEY}]`, RENDER_KEY, /_(\d{6,16})$/),
    mapped(attr('a[href*="offer"]', 'href'), offerIdIn),
  ],
  title: [text('.title-text'), text('.offer-title-row, .title')],
  // A ladder of prices by quantity opens over some cards: the price of the card is in its own row.
  price: [joinedPrice('.offer-price-row .price-item'), joinedPrice('.price-item, .price')],
  imageUrls: [image('img.main-img'), image('img')],
  sellerId: [
    attr('', RENDER_KEY, /^\d+_\d+_[a-z0-9]+_(.+)_\d+$/),
    attr('[data-aplus-report]', 'data-aplus-report', /object_member_id@([\w-]+)/),
  ],
  sellerName: [text('.offer-shop-row .desc-text'), text('.company-name, .compName')],
  soldCount: soldLine(),
  sponsored: rule('kind in data-renderkey', ({ element }) => {
    const kind = /^\d+_\d+_([a-z0-9]+)_/i.exec(attribute(element, RENDER_KEY) ?? '')?.[1];
    return kind === undefined ? undefined : kind !== 'normal';
  }),
};

/** The list of 2014 to 2019. */
const SM_ITEM: ListingRules = {
  id: [
    attr('', 't-offer-id', /^\d+$/),
    attr('', 'data-offerid', /^\d+$/),
    mapped(attr('a[href*="offer/"]', 'href'), offerIdIn),
  ],
  title: [attr('.sm-offer-title, a[offer-stat="title"]', 'title'), text('.sm-offer-title, a[offer-stat="title"]')],
  price: [attr('.sm-offer-priceNum', 'title'), text('.sm-offer-priceNum')],
  imageUrls: image('.sm-offer-photoLink img, img'),
  sellerId: attr('', 't-member-id'),
  sellerName: [attr('.sm-offer-companyName', 'title'), text('.sm-offer-companyName')],
  itemLocation: text('.sm-offer-location'),
  soldCount: soldLine(),
};

/** An entry of `OFFER.items[].data` (search API since 2023), of `offerV2`, or of `offerList` with its nested records (2019–2022). */
const OFFER: ListingRules = {
  id: path('offerId', 'id', 'data.offerId'),
  title: mapped(path('title', 'information.subject', 'information.simpleSubject', 'subject'), markupText),
  price: path(
    'priceInfo.price',
    'tradePrice.offerPrice.priceInfo.price',
    'tradePrice.offerPrice.valueString',
    'price',
    'displayPrice',
  ),
  imageUrls: path('odPicUrl', 'offerPicUrl', 'image.imgUrl', 'image.imgUrlOf290x290'),
  sellerId: path('memberId', 'aliTalk.memberId', 'company.memberId', 'aliTalk.loginId', 'loginId'),
  sellerName: path('shopAddition.text', 'company.name', 'shop.text', 'companyName', 'loginId'),
  itemLocation: rule('province + city', ({ item }) => {
    const company = at(item, 'company');
    const places = [at(item, 'province') ?? at(company, 'province'), at(item, 'city') ?? at(company, 'city')];
    return places.filter((place) => typeof place === 'string' && place !== '').join(' ');
  }),
  soldCount: path('bookedCount', 'tradeQuantity.saleQuantity', 'tradeQuantity.saleQuantityFuzzify', 'orderCount'),
  sponsored: rule('isP4P', ({ item }) =>
    isObject(item) && item.isP4P !== undefined ? /^(?:true|1)$/.test(String(item.isP4P)) : undefined,
  ),
};

function offersOf(doc: PageDocument): unknown {
  const state = doc.json ?? doc.state('"OFFER"') ?? doc.state('offerresultData') ?? doc.state('"offerList"');
  if (Array.isArray(state)) return state;
  const holds = (list: unknown) =>
    Array.isArray(list) &&
    list.some(
      (entry) => isObject(entry) && (at(entry, 'data.offerId') ?? entry.offerId ?? entry.information) !== undefined,
    );
  const holder = objectsWhere(state, ({ items, offerList }) => holds(items) || holds(offerList))[0];
  const list = holder && (holds(holder.items) ? holder.items : holder.offerList);
  return Array.isArray(list) ? list.map((entry) => at(entry, 'data') ?? entry) : undefined;
}

/** "共34页" and the active number are drawn; the arrow leads nowhere without script. */
function nextPage(doc: PageDocument): string | undefined {
  const address = URL.parse(doc.page.url);
  const keyword = address?.searchParams.get('keywords') ?? first(doc.root, 'input[name="keywords"]')?.attribs.value;
  const page = Number(address?.searchParams.get('beginPage') ?? 1);
  const last = Number(
    /共\s*(\d{1,4})\s*页/.exec(
      all(doc.root, '.fui-paging, .fui-paging-num, [class*="paging"], [class*="pagination"]')
        .map((pager) => textOf(pager, 500))
        .join(' '),
    )?.[1],
  );
  return keyword && page < last ? searchUrl(keyword, page + 1) : undefined;
}

export const search: ResultPages = {
  sources: [
    cards(`[${RENDER_KEY}]`, CARD),
    cards('#sm-offer-list > li, li.sm-offer-item', SM_ITEM),
    entries('offer list', offersOf, OFFER),
    cards('.space-offer-card-box, .offer-list-row .img-container, .normalcommon-offer-card', CARD),
  ],
  nothingFound: (doc) =>
    showsAny(doc, '.sm-noresult, .noresult-wrap, .no-result, [class*="noResult"]') || saysNoResults(doc),
  nextPage: rule('pager', ({ doc }) => nextPage(doc)),
};
