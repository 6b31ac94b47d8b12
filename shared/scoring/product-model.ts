import { type OfferText, textCosine } from './offer-text.ts';
import { PRODUCT_FEATURES, productFeatures } from './product-features.ts';
import fitted from './product-model.json' with { type: 'json' };

/** A product of the catalogue by its position, and the probability that the title offers it. */
export type CatalogueMatch = { index: number; probability: number };

/** Below this cosine a product is not worth comparing, unless the title shows it whole. */
const SIEVE = 0.15;
/** Compared in full at most, the nearest first. */
const MOST_CANDIDATES = 5;

/** Products of the catalogue that the title may offer, most probable first. */
export function matchCatalogue(title: OfferText, catalogue: readonly OfferText[]): CatalogueMatch[] {
  const cosines = catalogue.map((product) => textCosine(title, product));
  const [best = 0, second = 0] = cosines.toSorted((a, b) => b - a);
  const rivalOf = (index: number): number => (cosines[index] === best ? second : best);
  return catalogue
    .flatMap((product, index) => (cosines[index]! >= SIEVE || showsWhole(title, product) ? [index] : []))
    .toSorted((a, b) => cosines[b]! - cosines[a]!)
    .slice(0, MOST_CANDIDATES)
    .map((index) => ({
      index,
      probability: productProbability(productFeatures(title, catalogue[index]!, rivalOf(index))),
    }))
    .toSorted((a, b) => b.probability - a.probability);
}

/** Its article number, or its name with the gaps left out. */
export const showsWhole = (title: OfferText, product: OfferText): boolean =>
  (product.joined.length >= 5 && title.joined.includes(product.joined)) ||
  product.codes.values().some((code) => title.codes.has(code));

/** A constant, every feature, and every product of two features (squares among them), with the names of their weights. */
export function expandFeatures(features: readonly number[]): number[] {
  const terms = [1, ...features];
  for (let i = 0; i < features.length; i++)
    for (let j = i; j < features.length; j++) terms.push(features[i]! * features[j]!);
  return terms;
}

export const PRODUCT_TERMS: readonly string[] = [
  'constant',
  ...PRODUCT_FEATURES,
  ...PRODUCT_FEATURES.flatMap((one, i) => PRODUCT_FEATURES.slice(i).map((other) => `${one} × ${other}`)),
];

const weights = PRODUCT_TERMS.map((term) => {
  const weight = (fitted.weights as Record<string, number>)[term];
  if (weight === undefined) throw new Error(`product-model.json has no weight for "${term}"`);
  return weight;
});

/** Probability that title and product belong together, from `productFeatures`. The terms of `expandFeatures` in its order, without the list. */
export function productProbability(features: readonly number[]): number {
  let logOdds = weights[0]!;
  let term = 1;
  for (const feature of features) logOdds += weights[term++]! * feature;
  for (let i = 0; i < features.length; i++)
    for (let j = i; j < features.length; j++) logOdds += weights[term++]! * (features[i]! * features[j]!);
  return 1 / (1 + Math.exp(-logOdds));
}
