import type { Brand } from '#shared/domain/brand.ts';
import { moneyFromMajor } from '#shared/domain/money.ts';
import { ALIKE_BITS, GOODS_BITS, hasRole, MERCHANDISE_BITS, type Noun } from '#shared/recognition/goods-nouns.ts';
import { brandCatalogue } from './brand-catalogue.ts';
import { convertedAmount } from './exchange.ts';
import { type Ask, type PriceReference, referenceTo } from './price-reference.ts';
import type { CatalogueProduct } from './product-catalogue.ts';

/** What the brand's goods of a kind cost at least, and of how many different prices that is the lowest. */
export type KindPrices = { cheapest: PriceReference; count: number };

/** So many of one name tell more than all of the kind; one is enough where what the kind has costs about alike. */
const ENOUGH_OF_A_NAME = 2;

/**
 * Of the products that are called what the title calls the goods ("jacket"), or in whatever words are of a sort or a kind that
 * costs about alike ("doudoune"); of several the cheapest goods', in the seller's favour. What is made for children counts where the title
 * says so, or the brand has nothing else of the kind. Undefined where the fingerprint has nothing of it.
 * @param nouns those of the title
 */
export function kindPrices(
  brand: Brand,
  nouns: readonly Noun[],
  isForChildren: boolean,
  ask: Ask,
): KindPrices | undefined {
  const own = goodsByKind(brand);
  const pricesOf = (some: readonly Noun[]) =>
    cheapestOf(some.flatMap((noun) => goodsOf(own, noun, isForChildren) ?? []));
  // "Watch with leather strap" is a watch; "leather strap" is one where the maker sells such.
  const isGoods = (noun: Noun) => hasRole(noun, 'goods');
  const least = pricesOf(nouns.filter(isGoods)) ?? pricesOf(nouns.filter((noun) => !isGoods(noun)));
  if (!least) return undefined;
  const cheapest = referenceTo(least.cheapest, ask);
  return cheapest && { cheapest, count: least.prices.size };
}

/**
 * The same of all goods of the brand that a title may mean: those of any kind where it names none, and those of which nothing tells
 * the kind ("Aria 3") where it names goods that makers do not give away with their name on them.
 * @param kinds of the goods that the title names (`kindBits`)
 */
export function pricesOfAny(brand: Brand, kinds: number, isForChildren: boolean, ask: Ask): KindPrices | undefined {
  if ((kinds & MERCHANDISE_BITS) !== 0) return undefined;
  const { adults, children } = goodsByKind(brand);
  const key = kinds === 0 ? ANY : OF_NO_KIND;
  const least = (isForChildren && children.get(key)) || (adults.get(key) ?? children.get(key));
  const cheapest = least && referenceTo(least.cheapest, ask);
  return cheapest && { cheapest, count: least.prices.size };
}

function cheapestOf(some: readonly KindGoods[]): KindGoods | undefined {
  let cheapest = some[0];
  for (const one of some) if (one.euros < cheapest!.euros) cheapest = one;
  return cheapest;
}

/** `euros`: what one of the cheapest costs. `prices`: different ones; sizes and colours of one product are no further products. */
type KindGoods = { cheapest: CatalogueProduct; euros: number; prices: Set<number> };

/** No word is written so. */
const sortKey = (sort: string): string => `sort: ${sort}`;

const ANY = 'any kind';
const OF_NO_KIND = 'no kind';

/** By name, by sort or by kind, and all together. */
type Goods = Map<string | number, KindGoods>;
type OwnGoods = Record<'adults' | 'children', Goods>;

/** A name for two kinds of goods says nothing where the brand makes one of them alone ("purse"). */
function goodsOf({ adults, children }: OwnGoods, noun: Noun, isForChildren: boolean): KindGoods | undefined {
  const of = (key: string | number): KindGoods | undefined =>
    isForChildren ? (children.get(key) ?? adults.get(key)) : (adults.get(key) ?? children.get(key));
  const ofSorts = cheapestOf(noun.sorts.flatMap((sort) => of(sortKey(sort)) ?? []));
  const kinds = noun.bits & GOODS_BITS;
  if (kinds === 0) return ofSorts;
  const named = of(noun.text);
  if (named && named.prices.size >= ENOUGH_OF_A_NAME) return named;
  return ofSorts ?? ((kinds & ALIKE_BITS) === kinds ? (of(kinds) ?? named) : undefined);
}

const known = new WeakMap<Brand, OwnGoods>();

function goodsByKind(brand: Brand): OwnGoods {
  const ready = known.get(brand);
  if (ready) return ready;
  const own: OwnGoods = { adults: new Map(), children: new Map() };
  for (const one of brandCatalogue(brand).products) {
    const { amount, currency } = one.product.price;
    const inEuros = convertedAmount(moneyFromMajor(amount, currency), 'EUR');
    if (inEuros === undefined) continue;
    const goods = one.isForChildren ? own.children : own.adults;
    const kinds = one.kinds & GOODS_BITS;
    // "Vela Sneakers": a model may be called what other goods are in another language.
    const keys = new Set([...one.kindWords, ...one.sorts.map(sortKey), kinds, kinds & ALIKE_BITS, ANY]);
    if (kinds === 0) keys.add(OF_NO_KIND);
    for (const key of keys) if (key) add(goods, key, one, inEuros / one.count.units);
  }
  known.set(brand, own);
  return own;
}

function add(goods: Goods, key: string | number, one: CatalogueProduct, euros: number): void {
  const of = goods.get(key) ?? { cheapest: one, euros, prices: new Set<number>() };
  of.prices.add(euros);
  goods.set(key, euros < of.euros ? { ...of, cheapest: one, euros } : of);
}
