import type { Brand } from '#shared/domain/brand.ts';
import { hasRole, type Noun } from '#shared/recognition/goods-nouns.ts';
import { brandCatalogue } from './brand-catalogue.ts';
import { type Ask, type PriceReference, referenceTo } from './price-reference.ts';
import type { CatalogueProduct } from './product-catalogue.ts';

/** What the brand's goods of a kind cost at least, and how many different ones that is known of. */
export type KindPrices = { cheapest: PriceReference; count: number };

/** One product tells nothing about what others of its kind cost. */
const FEWEST = 2;

/**
 * Of the products that are called what the title calls the goods: "jacket" for jackets, and no vest, though both are outerwear. Undefined
 * where the fingerprint has less than two. @param nouns those of the title
 */
export function kindPrices(brand: Brand, nouns: readonly Noun[], ask: Ask): KindPrices | undefined {
  const goods = productsCalled(brand, nouns);
  if (goods.length < FEWEST) return undefined;
  let cheapest: PriceReference | undefined;
  for (const { product, count } of goods) {
    const reference = referenceTo(product, count, ask);
    if (!reference) return undefined;
    if (!cheapest || reference.amount / reference.asked < cheapest.amount / cheapest.asked) cheapest = reference;
  }
  return { cheapest: cheapest!, count: goods.length };
}

/** By the noun. One of each price: sizes and colours of one product are no further products. */
const known = new WeakMap<Brand, ReadonlyMap<string, ReadonlyMap<string, CatalogueProduct>>>();

function productsCalled(brand: Brand, nouns: readonly Noun[]): readonly CatalogueProduct[] {
  const called = nouns.filter((noun) => hasRole(noun, 'goods'));
  if (called.length === 0) return [];
  let byNoun = known.get(brand);
  if (!byNoun) {
    const found = new Map<string, Map<string, CatalogueProduct>>();
    for (const one of brandCatalogue(brand).products)
      for (const word of one.kindWords) {
        const { amount, currency } = one.product.price;
        const ofWord = found.get(word) ?? new Map<string, CatalogueProduct>();
        found.set(word, ofWord.set(`${amount} ${currency}`, one));
      }
    byNoun = found;
    known.set(brand, byNoun);
  }
  const products = new Map(called.flatMap(({ text }) => [...(byNoun.get(text) ?? [])]));
  return [...products.values()];
}
