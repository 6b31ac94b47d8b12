import type { Brand } from '#shared/domain/brand.ts';
import { brandCatalogue } from './brand-catalogue.ts';
import { type Ask, type PriceReference, referenceTo } from './price-reference.ts';
import type { CatalogueProduct } from './product-catalogue.ts';

/** What the brand's goods of these kinds cost at least, and how many different ones that is known of. */
export type KindPrices = { cheapest: PriceReference; count: number };

/** One product tells nothing about what others of its kind cost. */
const FEWEST = 2;

/** Undefined for kinds of which the fingerprint has less than two products. @param kinds `kindBits` of what the title names */
export function kindPrices(brand: Brand, kinds: number, ask: Ask): KindPrices | undefined {
  const goods = goodsOfKinds(brand, kinds);
  if (goods.length < FEWEST) return undefined;
  let cheapest: PriceReference | undefined;
  for (const { product, count } of goods) {
    const reference = referenceTo(product, count, ask);
    if (!reference) return undefined;
    if (!cheapest || reference.amount / reference.asked < cheapest.amount / cheapest.asked) cheapest = reference;
  }
  return { cheapest: cheapest!, count: goods.length };
}

const known = new WeakMap<Brand, Map<number, readonly CatalogueProduct[]>>();

/** One of each price: sizes and colours of one product are no further products. */
function goodsOfKinds(brand: Brand, kinds: number): readonly CatalogueProduct[] {
  if (kinds === 0) return [];
  const ofBrand = known.get(brand) ?? new Map<number, readonly CatalogueProduct[]>();
  known.set(brand, ofBrand);
  let goods = ofBrand.get(kinds);
  if (!goods) {
    const byPrice = new Map<string, CatalogueProduct>();
    for (const one of brandCatalogue(brand).products)
      if ((one.kinds & kinds) !== 0) byPrice.set(`${one.product.price.amount} ${one.product.price.currency}`, one);
    goods = [...byPrice.values()];
    ofBrand.set(kinds, goods);
  }
  return goods;
}
