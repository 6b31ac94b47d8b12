import type { CalibrationCurve } from '#shared/scoring/calibration-curve.ts';
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

/** Knots of a curve that never falls, for `readCurve`. */
export type Isotonic = { predicted: number[]; observed: number[] };

/** Pool adjacent violators. Needs about 2,000 outcomes to beat Platt; makes ties, so average precision falls slightly. */
export function fitIsotonic({ probabilities, positive, weights }: Outcomes): Isotonic {
  const pools = poolsOf({ probabilities, positive, weights });
  // A pool is flat from its first to its last prediction.
  const knots = pools.flatMap(({ first, last, positives, weight }) =>
    (first === last ? [first] : [first, last]).map((predicted) => ({ predicted, observed: positives / weight })),
  );
  return { predicted: knots.map((knot) => knot.predicted), observed: knots.map((knot) => knot.observed) };
}

/** What a pool of outcomes is given in advance: two that fall out as the model says, so that ten of ten do not prove certainty. */
const SUPPOSED = 2;

/**
 * The same pools read as a curve that rises strictly from (0, 0) to (1, 1), one knot a pool: it calibrates as isotonic
 * regression does, without its ties.
 */
export function fitRisingCurve(outcomes: Outcomes): CalibrationCurve {
  const centres = poolsOf(outcomes).map(({ predicted, positives, weight }) => ({
    probability: predicted / weight,
    share: (positives + (SUPPOSED * predicted) / weight) / (weight + SUPPOSED),
    weight: weight + SUPPOSED,
  }));
  // What was supposed may have turned two neighbours round.
  const knots = poolsOf({
    probabilities: centres.map(({ probability }) => probability),
    positive: centres.map(({ share }) => share),
    weights: centres.map(({ weight }) => weight),
  })
    .map(({ predicted, positives, weight }) => ({ predicted: predicted / weight, observed: positives / weight }))
    .filter(({ predicted, observed }) => isInside(predicted) && isInside(observed));
  return {
    predicted: [0, ...knots.map(({ predicted }) => predicted), 1],
    observed: [0, ...knots.map(({ observed }) => observed), 1],
  };
}

const isInside = (share: number): boolean => share > 0 && share < 1;

/** `predicted` and `positives` are sums over the pool, by weight. */
type Pool = { first: number; last: number; predicted: number; positives: number; weight: number };

function poolsOf({ probabilities, positive, weights }: Outcomes): Pool[] {
  const pools: Pool[] = [];
  for (const i of risingOrder(probabilities)) {
    const weight = weights ? weights[i]! : 1;
    if (weight <= 0) continue;
    const probability = probabilities[i]!;
    let pool: Pool = {
      first: probability,
      last: probability,
      predicted: weight * probability,
      positives: weight * Number(positive[i]!),
      weight,
    };
    while (pools.length > 0 && mustMerge(pools.at(-1)!, pool)) {
      const before = pools.pop()!;
      pool = {
        first: before.first,
        last: pool.last,
        predicted: before.predicted + pool.predicted,
        positives: before.positives + pool.positives,
        weight: before.weight + pool.weight,
      };
    }
    pools.push(pool);
  }
  return pools;
}

/** Equal predictions share one value, and the curve must not fall. */
const mustMerge = (before: Pool, pool: Pool): boolean =>
  before.last === pool.first || before.positives / before.weight >= pool.positives / pool.weight;
