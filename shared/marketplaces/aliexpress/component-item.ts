import { dayOf } from '#shared/domain/days.ts';
import { at, isObject, objectsWhere } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { oncePerPage } from '#shared/extraction/once-per-page.ts';
import { currencyIn, parsePriceRange } from '#shared/extraction/price.ts';
import { mapped, path, type Rule, rule } from '#shared/extraction/rule.ts';

/**
 * The item as scripts have it: `runParams.data` with `…Module` (2019–2022) or `…Component` names (2023–2024), and the answer of
 * mtop.aliexpress.pdp.pc.query with names in capitals (2025 on).
 */
export const itemState = oncePerPage((doc): unknown => {
  const state = doc.json ?? at(doc.state('window.runParams'), 'data') ?? doc.state('data:');
  const isItem = (object: Record<string, unknown>) => KEYS.some((key) => isObject(object[key]));
  return objectsWhere(state, isItem)[0];
});

const KEYS = ['titleModule', 'productInfoComponent', 'PRODUCT_TITLE'];

/** Prices are given with their currency beside them, or as the text that is shown. */
function priced(from: string, amount: string, currency: string): Rule {
  return rule(from, ({ item }) => {
    const code = at(item, currency);
    const value = at(item, amount);
    if (typeof code !== 'string' || (typeof value !== 'number' && typeof value !== 'string')) return undefined;
    return parsePriceRange(String(value), { currency: currencyIn(code) ?? code });
  });
}

/** "98.4" and "98.4%" are both written. */
function percent(...places: string[]): Rule {
  return mapped(path(...places), (rate) => `${String(rate).replace('%', '')}%`);
}

/** "Mar 1, 2019" → 2019-03-01. */
function opened(date: unknown): string | undefined {
  const day = new Date(`${String(date)} UTC`);
  return Number.isNaN(day.getTime()) ? undefined : dayOf(day);
}

export const COMPONENT_ITEM: ListingRules = {
  id: path(
    'commonModule.productId',
    'productInfoComponent.idStr',
    'productInfoComponent.id',
    'GLOBAL_DATA.globalData.productId',
    'actionModule.productId',
  ),
  title: path('titleModule.subject', 'productInfoComponent.subject', 'PRODUCT_TITLE.text'),
  price: [
    path('priceModule.formatedActivityPrice', 'priceModule.formatedPrice', 'PRICE.targetSkuPriceInfo.salePriceString'),
    priced(
      'discountPrice',
      'priceComponent.discountPrice.minActivityAmount.value',
      'priceComponent.discountPrice.minActivityAmount.currency',
    ),
    priced('origPrice', 'priceComponent.origPrice.minAmount.value', 'priceComponent.origPrice.minAmount.currency'),
    path('PRICE.targetSkuPriceInfo.originalPrice.formatedAmount'),
  ],
  imageUrls: path('imageModule.imagePathList', 'imageComponent.imagePathList', 'HEADER_IMAGE_PC.imagePathList'),
  sellerId: path(
    'storeModule.storeNum',
    'sellerComponent.storeNum',
    'SHOP_CARD_PC.sellerInfo.storeNum',
    'GLOBAL_DATA.globalData.storeId',
  ),
  sellerName: path('storeModule.storeName', 'sellerComponent.storeName', 'SHOP_CARD_PC.storeName'),
  sellerRating: percent('storeModule.positiveRate', 'sellerComponent.positiveRate', 'SHOP_CARD_PC.sellerPositiveRate'),
  sellerFeedback: path('storeModule.positiveNum', 'sellerComponent.positiveNum', 'SHOP_CARD_PC.sellerTotalNum'),
  sellerLocation: path(
    'storeModule.countryCompleteName',
    'sellerComponent.countryCompleteName',
    'SHOP_CARD_PC.sellerInfo.countryCompleteName',
  ),
  sellerSince: mapped(
    path('storeModule.openTime', 'sellerComponent.openTime', 'SHOP_CARD_PC.sellerInfo.formatOpenTime'),
    opened,
  ),
  soldCount: path(
    'titleModule.formatTradeCount',
    'titleModule.tradeCount',
    'tradeComponent.formatTradeCount',
    'PC_RATING.otherText',
  ),
  stockCount: rule('stock', ({ item }) => stockOf(item)),
  availability: rule('stock', ({ item }) => {
    const stock = stockOf(item);
    return typeof stock === 'number' ? (stock > 0 ? 'active' : 'ended') : undefined;
  }),
};

const stockOf = (item: unknown): unknown =>
  at(item, 'quantityModule.totalAvailQuantity') ??
  at(item, 'inventoryComponent.totalAvailQuantity') ??
  at(item, 'QUANTITY_PC.totalAvailableInventory');
