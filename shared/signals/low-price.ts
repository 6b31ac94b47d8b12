import { formatMoney, type Money, moneyFromMajor } from '#shared/domain/money.ts';
import type { Signal } from '#shared/domain/signal.ts';
import { convertedAmount } from '#shared/products/exchange.ts';
import { type KindPrices, kindPrices, pricesOfAny } from '#shared/products/kind-prices.ts';
import { PART_SHARE } from '#shared/products/part-price.ts';
import {
  type Ask,
  askOf,
  dearest,
  kindredReferences,
  matchedReference,
  type PriceReference,
} from '#shared/products/price-reference.ts';
import { probabilityOfAny, readProducts } from '#shared/products/product-matching.ts';
import { kindsAtPrice } from '#shared/products/trinket-price.ts';
import { readTitle } from '#shared/recognition/brand-mention.ts';
import { brandProfile } from '#shared/recognition/brand-profile.ts';
import { inChildsSize, isForChildren } from '#shared/recognition/childs-size.ts';
import { conditionOf } from '#shared/recognition/condition.ts';
import { hasRole } from '#shared/recognition/goods-nouns.ts';
import type { Mention } from '#shared/recognition/mention.ts';
import { namingsElsewhere } from '#shared/recognition/named-elsewhere.ts';
import { soldGoods } from '#shared/recognition/sold-goods.ts';

const ORDINARY = 0.6; // end-of-season sales take off 40 %; of two makers' own shops (975 products) 1 % asked less
const FULL_HIT = 0.2; // below a fifth of the price hardly any genuine new goods are sold
const GREATEST = 1.2;
const WORTH_COMPARING = 0.3;
const WORTH_SAYING = 0.1;
/** The title describes one product. */
const CLEARLY = 0.8;
/** A third of the price of a product that is clearly the one: no sale that a maker's own shop held. */
export const FAR_BELOW = 0.5;

/**
 * Who asks less than a share, and next to nothing, names no price: the true one comes later, or on request. A copy of a very
 * dear watch may cost a hundredth of it, and is a true price.
 */
const NO_PRICE = [
  { share: 0.02, euros: 10 },
  { share: 0.05, euros: 1.25 },
  { share: 0.01, euros: 25 },
];

/** Where no goods are named it is more likely something for them: of copies on published lists one in a hundred costs so little. */
const NO_PRICE_UNNAMED = [...NO_PRICE, { share: 0.08, euros: 40 }];

/** In log-odds: what a full hit on a certain product is worth. Doubt about which product it is enters in this measure. */
const CERTAIN = 3;
/** That goods of the brand which look like those in the fingerprint cost what those cost; the fingerprint is never complete. */
const KINDRED_COST_ALIKE = 0.8;

/**
 * Far below what the genuine goods cost: the matched product, and as far as none is clearly the one, the brand's goods
 * that share most with the title. A price at or above the reference says nothing: anybody can ask it. What the title
 * leaves open is in the seller's favour: the likelihoods of the price are averaged over what may be on offer, among them
 * goods that the fingerprint does not have, at any price. A title that names two products in full offers both, or hides one
 * behind the other: the dearer one counts. A bid, rent, a deposit, one of many payments and next to nothing are no price: they
 * say nothing, and nor does what the brand's own outlets ask.
 */
export const lowPrice: Signal = {
  id: 'low-price',
  title: 'Costs too little',
  family: 'price',
  needs: 'search-result',
  gated: true,
  notice: 'price',
  noticeSentence: ({ evidence, value = 0 }) => (value >= FAR_BELOW ? evidence : undefined),
  evaluate({ brand, listing }) {
    const { price, priceMax } = listing;
    if (!price || price.amountMinor === 0 || listing.priceIsBid) return 'not-applicable';
    const { matches, kindred, besides } = readProducts(brand, listing);
    const { words, mentions } = readTitle(brand, listing);
    const isNamed = mentions.length > 0 || namingsElsewhere(brand, listing).some(({ place }) => place !== 'shop name');
    if (!isNamed && matches.length === 0) return 'not-applicable';
    const { form, kinds: named, nouns, part, accessory } = soldGoods(brand, listing);
    if (form && !form.isOtherThing) return 'not-applicable';
    const ask = askOf(price, listing.title);
    const { productWords, productKinds } = brandProfile(brand);
    const kinds = kindsAtPrice(named, listing, productKinds);
    const worn = conditionOf(listing, words);
    const isSmall = isForChildren(words, kinds || productKinds, productWords);
    // What is made for children has its own price.
    const { priceShare, weight, said } = isSmall && !matches[0]?.goods.isForChildren ? inChildsSize(worn) : worn;
    const likelihood: Likelihood = ({ asked, amount, outlet }, ordinary = ORDINARY, certain = CERTAIN) =>
      outlet !== undefined && asked >= outlet
        ? 1
        : Math.exp(-certain * depthOf(asked / (amount * priceShare), ordinary));

    // "Plush Bear sticker" is none: what the sticker costs is not known.
    const isTrinket = accessory !== undefined && hasRole(accessory, 'goods') && kinds === named;
    const ofTheKind =
      isNamed && !isTrinket
        ? kindPrices(brand, part ? nouns.filter((noun) => hasRole(noun, 'goods')) : nouns, isSmall, ask)
        : undefined;
    const isPlain = mentions.some(isBeyondDoubt) && !part && (!accessory || kinds !== named) && !form;
    const ofAny = isPlain && matches.length === 0 ? pricesOfAny(brand, kinds, isSmall, ask) : undefined;
    const least = mentions.length > 0 && kinds === 0 && !ofTheKind ? NO_PRICE_UNNAMED : NO_PRICE;

    const isOwnProduct = probabilityOfAny(matches);
    const own = isOwnProduct >= WORTH_COMPARING ? matchedReference(matches, kindred, isSmall, ask) : undefined;
    const isExplained = own !== undefined && likelihood(own) === 1; // by the likeliest product: nothing else need be
    if (own && isNoPrice(own, ask, least)) return 'not-applicable';
    const near = isExplained ? [] : kindredReferences(kindred, ask);
    if (!own && near[0] && isNoPrice(near[0].reference, ask, least)) return 'not-applicable';
    const isKindred = near.length > 0 ? KINDRED_COST_ALIKE * kindred[0]!.likeness : 0;
    // Of what asks for so little the title may name the goods and sell a part, though not several: then any price is likely.
    const mayBePart =
      (ask.units === 1 || kinds === 0) &&
      isOwnProduct < CLEARLY &&
      ofTheKind &&
      ofTheKind.cheapest.asked < PART_SHARE * ofTheKind.cheapest.amount;
    const alike = ofTheKind ?? (near.length === 0 ? ofAny : undefined);
    const ofOthers = alike && !mayBePart ? likelihoodOfOthers(alike, likelihood) : 1;
    const others = alike === ofAny && isPricedAsSmall(price) ? Math.max(MAY_BE_SMALL, ofOthers) : ofOthers;
    const amongKindred = near.reduce((sum, { reference, weight: share }) => sum + share * likelihood(reference), 0);
    const otherwise = isKindred * amongKindred + (1 - isKindred) * others;
    const ordinary = own ? isOwnProduct * likelihood(own) + (1 - isOwnProduct) * otherwise : otherwise;

    const isRange = priceMax && priceMax.amountMinor > 2 * price.amountMinor; // its low end may be an accessory
    const hit = (likely: number) => Math.max(0, -Math.log(likely) / CERTAIN) * weight * (isRange ? 0.7 : 1);
    const value = hit(ordinary);
    const besidesOwn = own && dearest(besides(own.product), ask);
    if (besidesOwn && likelihood(besidesOwn) < ordinary) {
      const which = `the title names ${own.product.name} and the genuine ${besidesOwn.product.name}, which sells`;
      return { value: hit(likelihood(besidesOwn)), evidence: sentence(ask, besidesOwn, which, said) };
    }
    if (own) return { value, evidence: sentence(ask, own, `the genuine ${own.product.name} sells`, said) };
    if (value < WORTH_SAYING) return 'not-applicable';
    const reference = near[0]?.reference ?? alike!.cheapest;
    const such =
      near.length === 0 && alike === ofAny ? 'known goods, the cheapest being' : 'goods of this kind, such as';
    return {
      value,
      evidence: sentence(ask, reference, `the brand's ${such} the ${reference.product.name}, sell`, said),
    };
  },
  bounds: () => [0, GREATEST],
};

/** That goods which cost as much as these are sold for what is asked; `ordinary`: the share of it below which that says something. */
type Likelihood = (reference: PriceReference, ordinary?: number, certain?: number) => number;

/**
 * Of two makers' lists: where one product of a kind is known, 1.1 % of the others ask less than a quarter of its price; where four are,
 * 1.9 % less than 45 % of the cheapest (docs/evaluation.md). Below, they become rare faster than one product's own prices do. So a
 * plain name and a price below 18 % of the only one known, or 24 % of two, are worth a look.
 */
const KINDS_UNKNOWN = 1;
const CERTAIN_OF_KIND = 4;
/** A full hit: never as much as what the product itself costs. */
const LEAST_OF_KIND = Math.exp(-CERTAIN);

/** How likely the brand's further goods of a kind cost what is asked, if those of it that are known cost so much. */
function likelihoodOfOthers({ cheapest, count }: KindPrices, likelihood: Likelihood): number {
  const likely = likelihood(cheapest, (ORDINARY * count) / (count + KINDS_UNKNOWN), CERTAIN_OF_KIND);
  return Math.max(likely, LEAST_OF_KIND);
}

/** A word that is one letter off may be another firm's name, and what it sells anything. */
const isBeyondDoubt = ({ tricks }: Mention): boolean => !tricks.has('one wrong letter');

/** A word for goods that no list has may be one for a small thing, and those cost so little. */
const MAY_BE_SMALL = 0.65;
const SMALL_EUROS = 30;
const isPricedAsSmall = (price: Money): boolean => (convertedAmount(price, 'EUR') ?? 0) < SMALL_EUROS;

function isNoPrice({ asked, amount }: PriceReference, { price }: Ask, least: typeof NO_PRICE): boolean {
  const inEuros = convertedAmount(price, 'EUR') ?? Number.POSITIVE_INFINITY;
  return least.some(({ share, euros }) => asked < share * amount && inEuros < euros);
}

/** 0 for an ordinary sale, 1 for a full hit. */
function depthOf(ratio: number, ordinary: number): number {
  if (ratio >= ordinary) return 0;
  return Math.min(GREATEST, Math.log(ordinary / Math.max(ratio, 0.001)) / Math.log(ORDINARY / FULL_HIT));
}

function sentence(
  { price }: Ask,
  { units: sold, offered: units, listed: genuinePrice, amount, asked, lesser }: PriceReference,
  theGoodsSell: string,
  condition: string | undefined,
): string {
  const genuine = formatMoney(moneyFromMajor(genuinePrice.amount, genuinePrice.currency));
  const [many, each] = units === sold ? ['', ''] : [` for ${units}`, sold === 1 ? ' each' : ` for ${sold}`];
  const [offered, listed] = lesser ? [`${many} for ${lesser.offered}`, `${each} for ${lesser.product}`] : [many, each];
  const converted =
    price.currency === genuinePrice.currency
      ? ''
      : ` (about ${formatMoney(moneyFromMajor(asked, genuinePrice.currency))})`;
  const share = (100 * asked) / amount;
  const percent = share < 1 ? 'under 1' : String(Math.round(share));
  const note = condition ? `; offered as ${condition}, for which less is expected` : '';
  return `Asked ${formatMoney(price)}${converted}${offered}; ${theGoodsSell} for ${genuine}${listed} (${percent} %)${note}.`;
}
