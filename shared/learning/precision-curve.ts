/** Scores and labels, sorted once. Items with equal scores stand on one step: no order is invented among them. */
export type Ranking = {
  /** Distinct scores, highest first. */
  readonly thresholds: Float64Array;
  /** Step of each item. */
  readonly stepOf: Uint32Array;
  readonly positive: Uint8Array;
};

/** What lies at or above each threshold, by weight. Every ranking metric is a function of this. */
export type PrecisionCurve = {
  readonly thresholds: Float64Array;
  readonly truePositives: Float64Array;
  readonly falsePositives: Float64Array;
  readonly positives: number;
  readonly negatives: number;
};

export function rank(scores: ArrayLike<number>, positive: ArrayLike<boolean | number>): Ranking {
  if (scores.length !== positive.length) throw new RangeError('as many labels as scores are needed');
  const sorted = Float64Array.from(scores).sort().reverse();
  if (sorted.some(Number.isNaN)) throw new RangeError('a score is not a number');
  const thresholds = sorted.filter((score, i) => i === 0 || score !== sorted[i - 1]);
  const stepOf = Uint32Array.from(scores, (score) => stepAt(thresholds, score));
  return { thresholds, stepOf, positive: Uint8Array.from(positive, Number) };
}

/** Index of `score` in thresholds sorted from high to low. */
function stepAt(thresholds: Float64Array, score: number): number {
  let low = 0;
  let high = thresholds.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (thresholds[middle]! > score) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** `weights`: how many items each one stands for (inverse selection probability, or its count in a bootstrap sample). */
export function precisionCurve({ thresholds, stepOf, positive }: Ranking, weights?: ArrayLike<number>): PrecisionCurve {
  const truePositives = new Float64Array(thresholds.length);
  const falsePositives = new Float64Array(thresholds.length);
  for (let i = 0; i < stepOf.length; i++) {
    const weight = weights ? weights[i]! : 1;
    if (positive[i]) truePositives[stepOf[i]!]! += weight;
    else falsePositives[stepOf[i]!]! += weight;
  }
  for (let step = 1; step < thresholds.length; step++) {
    truePositives[step]! += truePositives[step - 1]!;
    falsePositives[step]! += falsePositives[step - 1]!;
  }
  const positives = truePositives.at(-1) ?? 0;
  const negatives = falsePositives.at(-1) ?? 0;
  return { thresholds, truePositives, falsePositives, positives, negatives };
}

/** For plain use: rank and accumulate in one step. */
export function curveOf(
  scores: ArrayLike<number>,
  positive: ArrayLike<boolean | number>,
  weights?: ArrayLike<number>,
): PrecisionCurve {
  return precisionCurve(rank(scores, positive), weights);
}
