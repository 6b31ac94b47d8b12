import { counted } from './print.ts';

/**
 * Shares of copies on two published lists of replicas that reach a person, by how much of the brand's range the fingerprint has.
 * Written down from docs/evaluation/targets.json; a test holds them against it.
 */
export const REACH_A_PERSON = { everyProduct: 0.44, halfOfThem: 0.38 };

/** What an incomplete fingerprint costs, and what to do about it. */
export function fingerprintAdvice(products: number): string {
  const whole = Math.round(100 * REACH_A_PERSON.everyProduct);
  const half = Math.round(100 * REACH_A_PERSON.halfOfThem);
  const cost = `on lists of replicas ${whole} % of the copies reach a person with every product known, ${half} % with half of them`;
  return products === 0
    ? `The fingerprint has no product, so no price can be compared (${cost}). "markwarden brand import" takes the brand's products from a shop's feed.`
    : `The fingerprint has ${counted(products, 'product')}. If the brand sells more, add the missing ones ("markwarden brand import"): ${cost}, and genuine goods that it lacks are held against others.`;
}
