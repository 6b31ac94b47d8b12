import { type Money, moneyFromMajor } from '#shared/domain/money.ts';
import type { ReferenceProduct } from '#shared/domain/product.ts';
import { contentOf, shareOffered } from './content.ts';
import { convertedAmount } from './exchange.ts';
import { packSize, unitsOffered } from './pack-size.ts';
import type { CatalogueProduct } from './product-catalogue.ts';
import type { KindredProduct, ProductMatch } from './product-matching.ts';

/**
 * What a genuine product costs, for as many units as the offer is for, and what is asked, both in the currency of `listed`: the
 * product's price, or the one that it has where the offer's currency is used. `units`: how many that price is for. `offered`: how
 * many the offer is for. `lesser`: what is in it, where that is less than in the product. `outlet`: what the brand's own outlets ask for as many as that.
 */
export type PriceReference = {
  product: ReferenceProduct;
  units: number;
  offered: number;
  listed: ReferenceProduct['price'];
  amount: number;
  asked: number;
  lesser?: { offered: string; product: string };
  outlet?: number;
};

/** What is asked, for how many, and the title, which says how much is in each. */
export type Ask = { price: Money; units: number; title: string };

export const askOf = (price: Money, title: string): Ask => ({
  price,
  units: packSize(title),
  title,
});

/** A product this near to the best match may be the one on offer. */
const ALSO_LIKELY = 0.5;
/** Products with the same words in their names (one for children, one for adults) cannot be told apart by the title. */
const SAME_WORDS = 0.95;

/**
 * The product on offer. With several likely ones it is the cheapest, so that a doubt is in the seller's favour; but what is made for
 * children only where the title or the likeliest is.
 */
export function matchedReference(
  matches: readonly ProductMatch[],
  kindred: readonly KindredProduct[],
  isForChildren: boolean,
  ask: Ask,
): PriceReference | undefined {
  let cheapest: PriceReference | undefined;
  const [likeliest] = matches;
  const consider = ({ goods }: Pick<ProductMatch, 'goods'>): void => {
    if (goods.product === cheapest?.product) return;
    if (goods.isForChildren && !isForChildren && !likeliest!.goods.isForChildren) return;
    const reference = referenceTo(goods, ask);
    if (reference && (!cheapest || timesAsked(reference) < timesAsked(cheapest))) cheapest = reference;
  };
  for (const match of matches) if (match.probability >= ALSO_LIKELY * matches[0]!.probability) consider(match);
  for (const one of kindred) if (one.likeness >= SAME_WORDS * kindred[0]!.likeness) consider(one);
  return cheapest;
}

/** Of products that are all on offer, the one that makes the price look lowest. */
export function dearest(products: readonly CatalogueProduct[], ask: Ask): PriceReference | undefined {
  if (products.length === 0) return undefined;
  const references = products.flatMap((goods) => referenceTo(goods, ask) ?? []);
  return references.toSorted((a, b) => timesAsked(b) - timesAsked(a))[0];
}

/** Compares across currencies. Offers at nothing exist. */
const timesAsked = ({ amount, asked }: PriceReference): number => amount / Math.max(asked, 0.001);

/** Goods further from the title than this share of the nearest ones' likeness are of another kind. */
const OF_THE_SAME_KIND = 0.7;

/** The goods that share most with the title, weighted by likeness (the weights add up to 1), nearest first, of equals the cheapest. */
export function kindredReferences(
  kindred: readonly KindredProduct[],
  ask: Ask,
): { reference: PriceReference; weight: number }[] {
  const least = OF_THE_SAME_KIND * (kindred[0]?.likeness ?? 0);
  const near: { reference: PriceReference; weight: number }[] = [];
  for (const { goods, likeness } of kindred) {
    if (likeness === 0 || likeness < least) break;
    const reference = referenceTo(goods, ask);
    if (reference) near.push({ reference, weight: likeness ** 2 });
  }
  const total = near.reduce((sum, { weight }) => sum + weight, 0);
  return near
    .toSorted((a, b) => b.weight - a.weight || timesAsked(a.reference) - timesAsked(b.reference))
    .map(({ reference, weight }) => ({ reference, weight: weight / total }));
}

export function referenceTo(
  { product, count }: CatalogueProduct,
  { price, units, title }: Ask,
): PriceReference | undefined {
  const listed = priceIn(product, price.currency);
  const asked = convertedAmount(price, listed.currency);
  if (asked === undefined) return undefined;
  const { outletPrice } = product;
  const outlet =
    outletPrice && convertedAmount(moneyFromMajor(outletPrice.amount, outletPrice.currency), listed.currency);
  const offered = unitsOffered(units, count);
  const content = count.content && contentOf(title);
  const share = shareOffered(content, count.content);
  const forAsMany = (amount: number) => (amount * offered * share) / count.units;
  return {
    product,
    units: count.units,
    offered,
    listed,
    amount: forAsMany(listed.amount),
    asked,
    ...(share < 1 && { lesser: { offered: content!.said, product: count.content!.said } }),
    ...(outlet !== undefined && { outlet: forAsMany(outlet) }),
  };
}

/** The product's price where offers are in this currency; of several countries with one currency the cheapest, in the seller's favour. */
export function priceIn({ price, prices }: ReferenceProduct, currency: string): ReferenceProduct['price'] {
  if (!prices?.length) return price;
  const there = [price, ...prices].filter((each) => each.currency === currency);
  return there.toSorted((a, b) => a.amount - b.amount)[0] ?? price;
}
