import type { OfferText } from './offer-text.ts';
import { PRODUCT_FEATURES } from './product-features.ts';
import fitted from './product-model.json' with { type: 'json' };

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
