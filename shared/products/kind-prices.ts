import type { Brand } from '#shared/domain/brand.ts';
import { moneyFromMajor } from '#shared/domain/money.ts';
import { hasRole, type Noun } from '#shared/recognition/goods-nouns.ts';
import { brandCatalogue } from './brand-catalogue.ts';
import { convertedAmount } from './exchange.ts';
import { type Ask, type PriceReference, referenceTo } from './price-reference.ts';
import type { CatalogueProduct } from './product-catalogue.ts';

/** What the brand's goods of a kind cost at least, and how many different ones that is known of. */
export type KindPrices = { cheapest: PriceReference; count: number };

/** One product tells nothing about what others of its kind cost. */
const FEWEST = 2;

/**
 * Of the products that are called what the title calls the goods: "jacket" for jackets, and no vest, though both are outerwear; of
 * several such names the cheapest goods', in the seller's favour. Undefined where the fingerprint has less than two.
 * @param nouns those of the title
 */
export function kindPrices(brand: Brand, nouns: readonly Noun[], ask: Ask): KindPrices | undefined {
  let least: KindGoods | undefined;
  for (const noun of nouns) {
    const goods = hasRole(noun, 'goods') ? goodsByNoun(brand).get(noun.text) : undefined;
    if (goods && (!least || goods.euros < least.euros)) least = goods;
  }
  if (!least || least.prices.size < FEWEST) return undefined;
  const cheapest = referenceTo(least.cheapest.product, least.cheapest.count, ask);
  return cheapest && { cheapest, count: least.prices.size };
}

/** `euros`: what one of the cheapest costs. `prices`: different ones; sizes and colours of one product are no further products. */
type KindGoods = { cheapest: CatalogueProduct; euros: number; prices: Set<number> };

const known = new WeakMap<Brand, ReadonlyMap<string, KindGoods>>();

function goodsByNoun(brand: Brand): ReadonlyMap<string, KindGoods> {
  const ready = known.get(brand);
  if (ready) return ready;
  const byNoun = new Map<string, KindGoods>();
  for (const one of brandCatalogue(brand).products) {
    const { amount, currency } = one.product.price;
    const inEuros = convertedAmount(moneyFromMajor(amount, currency), 'EUR');
    if (inEuros === undefined) continue;
    const euros = inEuros / one.count.units;
    for (const word of one.kindWords) {
      const goods = byNoun.get(word) ?? { cheapest: one, euros, prices: new Set<number>() };
      goods.prices.add(euros);
      byNoun.set(word, euros < goods.euros ? { ...goods, cheapest: one, euros } : goods);
    }
  }
  known.set(brand, byNoun);
  return byNoun;
}
