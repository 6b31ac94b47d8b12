import type { Harm, HarmPart } from '#shared/domain/harm.ts';
import type { Listing } from '#shared/domain/listing.ts';
import type { ReferenceProduct } from '#shared/domain/product.ts';
import { convertedAmount } from '#shared/products/exchange.ts';

export type HarmFacts = {
  listing: Pick<Listing, 'rank' | 'sponsored' | 'soldCount' | 'price' | 'seller'>;
  /** The genuine product that the offer matches. */
  product?: Pick<ReferenceProduct, 'name' | 'safety'>;
  /** Earlier offers of the seller that were confirmed as infringing. */
  confirmedBefore: number;
};

const FIRST_PLACE = 40;
const UNKNOWN_PLACE = 5; // found by another brand's search, or brought by a person
const SPONSORED = 10;
const MOST_SALES = 30; // from 100,000 euros sold
const MOST_REACH = 10; // from 10,000 ratings
const EACH_REPEAT = 10;
const MOST_REPEATS = 2;
const SAFETY = 30;

/**
 * How much an offer matters, apart from how likely it infringes: where buyers see it, what it has sold, who sells it, and
 * whether the goods can hurt. Expert points, not fitted: an order to work in, never a reason for a notice.
 */
export function harmOf(facts: HarmFacts): Harm {
  const parts = [visibility(facts), sales(facts), seller(facts), safety(facts)].filter(({ points }) => points > 0);
  return { points: parts.reduce((sum, { points }) => sum + points, 0), parts };
}

function visibility({ listing: { rank, sponsored } }: HarmFacts): HarmPart {
  const place = rank === undefined ? UNKNOWN_PLACE : Math.max(1, Math.round(FIRST_PLACE / Math.log2(rank + 1)));
  const where = rank === undefined ? 'its place among the results is not known' : `place ${rank} among the results`;
  return sponsored
    ? { what: 'visibility', points: place + SPONSORED, why: `${where}, and sponsored` }
    : { what: 'visibility', points: place, why: where };
}

function sales({ listing: { soldCount = 0, price } }: HarmFacts): HarmPart {
  const each = (price && convertedAmount(price, 'EUR')) ?? 0;
  const points = Math.min(MOST_SALES, Math.round(10 * Math.log10(1 + (soldCount * each) / 100)));
  return { what: 'sales', points, why: `${soldCount.toLocaleString('en')} sold at about EUR ${Math.round(each)} each` };
}

function seller({ listing, confirmedBefore }: HarmFacts): HarmPart {
  const ratings = listing.seller?.feedbackCount ?? 0;
  const reach = Math.min(MOST_REACH, Math.round(2.5 * Math.log10(1 + ratings)));
  const repeats = EACH_REPEAT * Math.min(MOST_REPEATS, confirmedBefore);
  const reasons = [
    ratings > 0 && `a seller with ${ratings.toLocaleString('en')} ratings`,
    confirmedBefore > 0 && `${confirmedBefore} earlier offers confirmed`,
  ];
  return { what: 'seller', points: reach + repeats, why: reasons.filter(Boolean).join(', ') };
}

const safety = ({ product }: HarmFacts): HarmPart => ({
  what: 'safety',
  points: product?.safety ? SAFETY : 0,
  why: `${product?.name ?? 'the goods'} can hurt when it is not genuine`,
});
