import { formatMoney, type Money, moneyFromMajor } from '#shared/domain/money.ts';
import { readTitle } from '#shared/scoring/brand-mention.ts';
import { conditionOf } from '#shared/scoring/condition.ts';
import { convertedAmount } from '#shared/scoring/exchange.ts';
import { packSize } from '#shared/scoring/pack-size.ts';
import { matchedProducts, type ProductMatch, probabilityOfAny } from '#shared/scoring/product-matching.ts';
import type { Signal } from '#shared/scoring/signal.ts';

const ORDINARY = 0.75; // a quarter off is an ordinary sale
const FULL_HIT = 0.2; // below a fifth of the price hardly any genuine new goods are sold
const GREATEST = 1.2;
const WORTH_COMPARING = 0.3;
const ALSO_LIKELY = 0.5; // a product this near to the best match may be the one on offer

/**
 * Far below what the matched product costs. A price at or above the reference says nothing: anybody can ask it.
 * With several likely products the cheapest is compared, so that a doubt is in the seller's favour.
 */
export const lowPrice: Signal = {
  id: 'low-price',
  title: 'Costs too little',
  family: 'price',
  needs: 'search-result',
  gated: true,
  evaluate({ brand, listing }) {
    if (!listing.price) return 'not-applicable';
    const matches = matchedProducts(brand, listing);
    const isOwnProduct = probabilityOfAny(matches);
    if (isOwnProduct < WORTH_COMPARING) return 'not-applicable';
    const units = packSize(listing.title);
    const reference = cheapestLikely(matches, listing.price, units);
    if (!reference) return 'not-applicable';
    const condition = conditionOf(listing, readTitle(brand, listing).words);
    const expected = reference.amount * condition.priceShare;
    const ratio = reference.asked / expected;
    const depth = (Math.log(ORDINARY) - Math.log(Math.max(ratio, 0.001))) / (Math.log(ORDINARY) - Math.log(FULL_HIT));
    const range = listing.priceMax && listing.priceMax.amountMinor > 2 * listing.price.amountMinor ? 0.7 : 1; // the low end of a wide range may be an accessory
    const value = Math.min(GREATEST, Math.max(0, depth)) * isOwnProduct * condition.weight * range;
    return { value, evidence: sentence(listing.price, units, reference, condition.said) };
  },
  bounds: () => [0, GREATEST],
};

/** `amount`: what as many units as the offer is for would cost, in the product's currency; `asked` in the same. */
type Reference = { match: ProductMatch; amount: number; asked: number };

function cheapestLikely(matches: readonly ProductMatch[], price: Money, units: number): Reference | undefined {
  return matches
    .filter((match) => match.probability >= ALSO_LIKELY * matches[0]!.probability)
    .flatMap((match) => {
      const asked = convertedAmount(price, match.product.price.currency);
      return asked === undefined ? [] : [{ match, amount: (match.product.price.amount * units) / match.units, asked }];
    })
    .toSorted((a, b) => a.amount / a.asked - b.amount / b.asked)[0];
}

function sentence(
  price: Money,
  units: number,
  { match: { product, units: sold }, amount, asked }: Reference,
  condition: string | undefined,
): string {
  const genuine = formatMoney(moneyFromMajor(product.price.amount, product.price.currency));
  const [offered, listed] = units === sold ? ['', ''] : [` for ${units}`, sold === 1 ? ' each' : ` for ${sold}`];
  const converted =
    price.currency === product.price.currency
      ? ''
      : ` (about ${formatMoney(moneyFromMajor(asked, product.price.currency))})`;
  const share = (100 * asked) / amount;
  const percent = share < 1 ? 'under 1' : String(Math.round(share));
  const note = condition ? `; offered as ${condition}, for which less is expected` : '';
  return `Asked ${formatMoney(price)}${converted}${offered}; the genuine ${product.name} sells for ${genuine}${listed} (${percent} %)${note}.`;
}
