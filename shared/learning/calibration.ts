import { risingOrder } from './calibration-error.ts';
import { fitMap, logistic, logOdds } from './map-fit.ts';

type Outcomes = {
  probabilities: ArrayLike<number>;
  positive: ArrayLike<boolean | number>;
  weights?: ArrayLike<number>;
};

/** Calibrated log-odds = slope · log-odds + intercept. */
export type Platt = { slope: number; intercept: number };

/** With few outcomes the answer stays near "already calibrated"; the slope never turns the order round. */
export function fitPlatt({ probabilities, positive, weights }: Outcomes): Platt {
  const examples = Array.from(probabilities, (probability, i) => ({
    features: [logOdds(probability), 1],
    positive: Boolean(positive[i]),
    weight: weights?.[i],
  }));
  const { weights: fitted } = fitMap(examples, [
    { mean: 1, sigma: 0.5, sign: 'positive' },
    { mean: 0, sigma: 2 },
  ]);
  return { slope: fitted[0]!, intercept: fitted[1]! };
}

export const applyPlatt = ({ slope, intercept }: Platt, probability: number): number =>
  logistic(slope * logOdds(probability) + intercept);

/** Knots of a rising curve: probability as predicted → share as observed. Read between them on a straight line. */
export type Isotonic = { predicted: number[]; observed: number[] };

/** Pool adjacent violators. Needs about 2,000 outcomes to beat Platt; makes ties, so average precision falls slightly. */
export function fitIsotonic({ probabilities, positive, weights }: Outcomes): Isotonic {
  const pools: Pool[] = [];
  for (const i of risingOrder(probabilities)) {
    const weight = weights ? weights[i]! : 1;
    if (weight <= 0) continue;
    const probability = probabilities[i]!;
    let pool: Pool = { first: probability, last: probability, positives: weight * Number(positive[i]!), weight };
    while (pools.length > 0 && mustMerge(pools.at(-1)!, pool)) {
      const before = pools.pop()!;
      pool = {
        first: before.first,
        last: pool.last,
        positives: before.positives + pool.positives,
        weight: before.weight + pool.weight,
      };
    }
    pools.push(pool);
  }
  // A pool is flat from its first to its last prediction.
  const knots = pools.flatMap(({ first, last, positives, weight }) =>
    (first === last ? [first] : [first, last]).map((predicted) => ({ predicted, observed: positives / weight })),
  );
  return { predicted: knots.map((knot) => knot.predicted), observed: knots.map((knot) => knot.observed) };
}

type Pool = { first: number; last: number; positives: number; weight: number };

/** Equal predictions share one value, and the curve must not fall. */
const mustMerge = (before: Pool, pool: Pool): boolean =>
  before.last === pool.first || before.positives / before.weight >= pool.positives / pool.weight;

export function applyIsotonic({ predicted, observed }: Isotonic, probability: number): number {
  if (predicted.length === 0) return probability;
  let high = predicted.findIndex((knot) => knot >= probability);
  if (high === -1) high = predicted.length - 1;
  if (high === 0 || predicted[high]! <= probability) return observed[high]!;
  const share = (probability - predicted[high - 1]!) / (predicted[high]! - predicted[high - 1]!);
  return observed[high - 1]! + share * (observed[high]! - observed[high - 1]!);
}
