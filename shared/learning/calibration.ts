import type { CalibrationCurve } from '#shared/scoring/calibration-curve.ts';
import { risingOrder } from './calibration-error.ts';

export type Outcomes = {
  probabilities: ArrayLike<number>;
  positive: ArrayLike<boolean | number>;
  weights?: ArrayLike<number>;
};

/**
 * How many equally weighed outcomes these are worth (Kish 1965). A thousand decisions of which 72 were drawn by an audit at 2 %
 * are worth 113: count these, not decisions, before a curve is fitted to them.
 */
export function effectiveCount(weights: readonly number[]): number {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return sum === 0 ? 0 : sum ** 2 / weights.reduce((total, weight) => total + weight ** 2, 0);
}

/** Knots of a curve that never falls, for `readCurve`. */
export type Isotonic = { predicted: number[]; observed: number[] };

/** Pool adjacent violators. Needs about 2,000 outcomes to beat Platt; makes ties, so average precision falls slightly. */
export function fitIsotonic(outcomes: Outcomes): Isotonic {
  const pools = pooled(groupsOf(outcomes, 1));
  // A pool is flat from its first to its last prediction.
  const knots = pools.flatMap(({ first, last, positives, weight }) =>
    (first === last ? [first] : [first, last]).map((predicted) => ({ predicted, observed: positives / weight })),
  );
  return { predicted: knots.map((knot) => knot.predicted), observed: knots.map((knot) => knot.observed) };
}

/** A share of fewer outcomes than this is mostly chance. */
const LEAST_IN_POOL = 10;
/** A curve from next to nothing leaves probabilities as they are, nearly. */
const MOST_AT_ENDS = 0.001;

/**
 * Centred isotonic (Oron and Flournoy 2017): one knot in the middle of every pool instead of a step, so the curve rises
 * throughout, makes no ties and costs no ranking. From about 200 outcomes (`effectiveCount`). Never says 0 or 1: where n outcomes were all alike, one half in n is left for the other kind, and half of
 * that at the ends, for the curve must rise.
 */
export function fitCentredIsotonic(outcomes: Outcomes): CalibrationCurve {
  const pools = pooled(groupsOf(outcomes, LEAST_IN_POOL));
  const least = 0.5 / pools.reduce((sum, { outcomes: count }) => sum + count, 1);
  const inside = (share: number) => Math.min(1 - least, Math.max(least, share));
  const end = Math.min(MOST_AT_ENDS, least / 2);
  const curve: CalibrationCurve = { predicted: [0], observed: [end] };
  for (const { predictions, positives, weight } of pools) {
    const [predicted, observed] = [predictions / weight, inside(positives / weight)];
    // Two pools at the limit of what can be proved are one; the ends of the curve are fixed.
    if (predicted <= curve.predicted.at(-1)! || observed <= curve.observed.at(-1)! || predicted >= 1) continue;
    curve.predicted.push(predicted);
    curve.observed.push(observed);
  }
  return { predicted: [...curve.predicted, 1], observed: [...curve.observed, 1 - end] };
}

/** Neighbours in the order of prediction. `predictions` and `positives` are sums by weight. */
type Pool = {
  first: number;
  last: number;
  predictions: number;
  positives: number;
  weight: number;
  outcomes: number;
};

/** Lowest predictions first, at least so many to a group; equal predictions stand together. */
function groupsOf({ probabilities, positive, weights }: Outcomes, least: number): Pool[] {
  const groups: Pool[] = [];
  for (const i of risingOrder(probabilities)) {
    const weight = weights ? weights[i]! : 1;
    if (weight <= 0) continue;
    const predicted = probabilities[i]!;
    const one: Pool = {
      first: predicted,
      last: predicted,
      predictions: weight * predicted,
      positives: weight * Number(positive[i]!),
      weight,
      outcomes: 1,
    };
    const open = groups.at(-1);
    if (open && (open.outcomes < least || open.last === predicted)) groups[groups.length - 1] = merged(open, one);
    else groups.push(one);
  }
  const rest = groups.at(-1);
  if (rest && rest.outcomes < least && groups.length > 1) {
    groups.pop();
    groups.push(merged(groups.pop()!, rest));
  }
  return groups;
}

/** The curve must not fall. */
function pooled(groups: readonly Pool[]): Pool[] {
  const pools: Pool[] = [];
  for (const group of groups) {
    let pool = group;
    while (pools.length > 0 && pools.at(-1)!.positives / pools.at(-1)!.weight >= pool.positives / pool.weight) {
      pool = merged(pools.pop()!, pool);
    }
    pools.push(pool);
  }
  return pools;
}

const merged = (before: Pool, pool: Pool): Pool => ({
  first: before.first,
  last: pool.last,
  predictions: before.predictions + pool.predictions,
  positives: before.positives + pool.positives,
  weight: before.weight + pool.weight,
  outcomes: before.outcomes + pool.outcomes,
});
