import type { Money } from '#shared/domain/money.ts';
import { moneyFromMajor } from '#shared/domain/money.ts';
import { at, isObject } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import type { PriceRange } from '#shared/extraction/price.ts';
import { path, rule } from '#shared/extraction/rule.ts';
import { SITES, shopeeSite } from './sites.ts';

/** Amounts are in hundred-thousandths of the currency. */
const PRICE_UNITS = 100_000;

/** The record of api/v4: `items[].item_basic` of a search, `data.item` (or `data`) of an item. */
export const ITEM: ListingRules = {
  id: rule('shopid + itemid', ({ item }) => {
    const [shop, number] = [at(item, 'shopid') ?? at(item, 'shop_id'), at(item, 'itemid') ?? at(item, 'item_id')];
    return shop === undefined || number === undefined ? undefined : `${String(shop)}.${String(number)}`;
  }),
  title: path('name', 'title'),
  price: rule('price', ({ item, doc }): PriceRange | undefined => {
    const currency = String(at(item, 'currency') ?? SITES[shopeeSite(doc)]);
    const money = (amount: unknown): Money | undefined =>
      typeof amount === 'number' && amount > 0 ? moneyFromMajor(amount / PRICE_UNITS, currency) : undefined;
    const [low, high] = [money(at(item, 'price_min')) ?? money(at(item, 'price')), money(at(item, 'price_max'))];
    return low && { low, ...(high && high.amountMinor > low.amountMinor && { high }) };
  }),
  imageUrls: rule('images', ({ item }) => {
    const images = at(item, 'images') ?? [at(item, 'image')];
    return Array.isArray(images)
      ? images.flatMap((hash) =>
          typeof hash === 'string' && hash ? `https://down-sg.img.susercontent.com/file/${hash}` : [],
        )
      : undefined;
  }),
  sellerId: rule('shopid', ({ item }) => at(item, 'shopid') ?? at(item, 'shop_id')),
  sellerName: path('shop_name', 'seller_name'),
  itemLocation: path('shop_location'),
  soldCount: path('historical_sold', 'sold'),
  sponsored: rule('adsid', ({ item }) => (isObject(item) && 'adsid' in item ? Boolean(item.adsid) : undefined)),
  stockCount: path('stock', 'normal_stock'),
  availability: rule('stock', ({ item }) => {
    const stock = at(item, 'stock') ?? at(item, 'normal_stock');
    return typeof stock === 'number' ? (stock > 0 ? 'active' : 'ended') : undefined;
  }),
  brand: path('brand'),
};
