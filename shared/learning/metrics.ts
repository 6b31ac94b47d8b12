import type { PrecisionCurve } from './precision-curve.ts';

// A metric that the data cannot answer (no positives, no negatives) is NaN, never 0 or 1.

/** Sum over thresholds of precision × gain in recall, ties as one step (the definition of scikit-learn). */
export function averagePrecision({ truePositives, falsePositives, positives }: PrecisionCurve): number {
  let sum = 0;
  let before = 0;
  for (let step = 0; step < truePositives.length; step++) {
    const found = truePositives[step]!;
    if (found > before) sum += ((found - before) * found) / (found + falsePositives[step]!);
    before = found;
  }
  return sum / positives;
}

/** Probability that a positive scores above a negative; a tie counts one half. */
export function areaUnderRoc({ truePositives, falsePositives, positives, negatives }: PrecisionCurve): number {
  let area = 0;
  let found = 0;
  let wrong = 0;
  for (let step = 0; step < truePositives.length; step++) {
    area += ((found + truePositives[step]!) / 2) * (falsePositives[step]! - wrong);
    found = truePositives[step]!;
    wrong = falsePositives[step]!;
  }
  return area / (positives * negatives);
}

/** Largest recall of any threshold whose precision is at least `precision`; 0 when there is none. */
export function recallAtPrecision(curve: PrecisionCurve, precision: number): number {
  return largestRecall(curve, (found, wrong) => found >= precision * (found + wrong));
}

/** Largest recall of any threshold that accepts at most this share of the negatives. */
export function recallAtFalsePositiveRate(curve: PrecisionCurve, rate: number): number {
  return largestRecall(curve, (_found, wrong) => wrong <= rate * curve.negatives);
}

function largestRecall(
  { truePositives, falsePositives, positives }: PrecisionCurve,
  accepts: (found: number, wrong: number) => boolean,
): number {
  for (let step = truePositives.length - 1; step >= 0; step--) {
    const found = truePositives[step]!;
    if (found > 0 && accepts(found, falsePositives[step]!)) return found / positives;
  }
  return positives > 0 ? 0 : Number.NaN;
}

/** Precision among the `k` highest; the step that straddles `k` counts in proportion. */
export function precisionAtTop({ truePositives, falsePositives }: PrecisionCurve, k: number): number {
  let found = 0;
  let seen = 0;
  for (let step = 0; step < truePositives.length; step++) {
    const seenNow = truePositives[step]! + falsePositives[step]!;
    if (seenNow >= k) return (found + ((truePositives[step]! - found) * (k - seen)) / (seenNow - seen)) / k;
    found = truePositives[step]!;
    seen = seenNow;
  }
  return found / seen;
}

/** Harmonic mean of precision and recall at one threshold: items that score at least `threshold` are taken. */
export function f1At({ thresholds, truePositives, falsePositives, positives }: PrecisionCurve, threshold: number) {
  let step = thresholds.length - 1;
  while (step >= 0 && thresholds[step]! < threshold) step--;
  const found = step < 0 ? 0 : truePositives[step]!;
  const wrong = step < 0 ? 0 : falsePositives[step]!;
  return {
    f1: (2 * found) / (found + wrong + positives),
    precision: found / (found + wrong),
    recall: found / positives,
  };
}

/** The threshold with the largest F1. Choose it on validation data, never on the data that is reported. */
export function bestF1({ thresholds, truePositives, falsePositives, positives }: PrecisionCurve) {
  let best = { f1: 0, threshold: Number.POSITIVE_INFINITY };
  for (let step = 0; step < thresholds.length; step++) {
    const f1 = (2 * truePositives[step]!) / (truePositives[step]! + falsePositives[step]! + positives);
    if (f1 > best.f1) best = { f1, threshold: thresholds[step]! };
  }
  return best;
}
