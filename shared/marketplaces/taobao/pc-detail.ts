import { parseJson } from '#shared/extraction/embedded-json.ts';
import { at, isObject, objectsWhere } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { oncePerPage } from '#shared/extraction/once-per-page.ts';
import { mapped, path, type Rule, rule } from '#shared/extraction/rule.ts';

/**
 * The item as Taobao's and Tmall's page (2024 on, `loaderData` of `__ICE_APP_CONTEXT__`) and their APIs give it:
 * mtop.taobao.pcdetail.data.get with `componentsVO`, mtop.taobao.detail.getdetail with `apiStack` and `mockData`.
 */
export const detailOf = oncePerPage(
  (doc): unknown => detailIn(doc.json ?? doc.state('"loaderData"')) ?? detailIn(doc.state('__INITIAL_DATA__')),
);

function detailIn(state: unknown): unknown {
  return objectsWhere(
    state,
    ({ item, seller }) => isObject(item) && isObject(seller) && (item.itemId ?? item.title) !== undefined,
  )[0];
}

/** Money that a visitor who is not signed in may not see is hidden, or a row of question marks. */
function shownPrice(place: string): Rule {
  return rule(place, ({ item }) => {
    const price = at(item, place);
    return at(price, 'hiddenPrice') === true ? undefined : at(price, 'priceText');
  });
}

/** Older API answers carry price, place and sales as JSON texts inside the JSON. */
function inStack(...places: string[]): Rule {
  return rule(`apiStack ${places.join(' | ')}`, ({ item }) => {
    for (const text of [at(item, 'apiStack.0.value'), at(item, 'mockData')]) {
      const stack = typeof text === 'string' ? parseJson(text) : undefined;
      const found = places.map((place) => at(stack, place)).find((value) => value !== undefined && value !== '');
      if (found !== undefined) return found;
    }
    return undefined;
  });
}

function outOfFive(...places: string[]): Rule {
  return mapped(path(...places), (score) => (Number(score) > 0 && Number(score) <= 5 ? Number(score) / 5 : undefined));
}

/** A line of the parameter table, such as 品牌 (brand) or 货号 (article number). */
function parameter(name: RegExp): Rule {
  return rule(`parameter ${name.source}`, ({ item }) => {
    const tables = at(item, 'plusViewVO.industryParamVO');
    const line = objectsWhere(
      tables,
      ({ propertyName }) => typeof propertyName === 'string' && name.test(propertyName),
    )[0];
    return line?.valueName;
  });
}

export const PC_DETAIL: ListingRules = {
  id: path('item.itemId'),
  title: path('item.title', 'componentsVO.titleVO.title.title'),
  // What is paid after the coupon or subsidy that the page puts first, then the plain price.
  price: [
    shownPrice('componentsVO.priceVO.extraPrice'),
    shownPrice('componentsVO.priceVO.price'),
    path('skuCore.sku2info.0.subPrice.priceText', 'skuCore.sku2info.0.price.priceText'),
    inStack('price.price.priceText', 'skuCore.sku2info.0.price.priceText'),
  ],
  imageUrls: path('item.images', 'componentsVO.headImageVO.images'),
  sellerId: path('seller.sellerId', 'seller.userId'),
  sellerName: path('seller.shopName', 'componentsVO.storeCardVO.shopName', 'seller.sellerNick'),
  sellerRating: outOfFive('componentsVO.storeCardVO.overallScore'),
  itemLocation: [path('componentsVO.deliveryVO.deliveryFromAddr'), inStack('delivery.from')],
  soldCount: [
    path('componentsVO.titleVO.salesDesc', 'item.vagueSellCount', 'item.sellCount'),
    inStack('item.vagueSellCount', 'item.sellCount'),
  ],
  availability: rule('skuCore.skuItem.itemStatus', ({ item }) => {
    const status = at(item, 'skuCore.skuItem.itemStatus');
    return status === undefined ? undefined : String(status) === '0' ? 'active' : 'ended';
  }),
  brand: parameter(/^品牌$/),
  sku: parameter(/^(?:货号|款号)$/),
};
