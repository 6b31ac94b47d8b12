import type { PrecisionCurve } from '#shared/learning/precision-curve.ts';
import type { Point } from './svg-plot.ts';

/** Recall → precision, thinned to what the eye can see. The first few items are left out: they only jitter. */
export function precisionRecallPoints(
  { truePositives, falsePositives, positives }: PrecisionCurve,
  { steps = 160, leastTaken = 20 } = {},
): Point[] {
  const points: Point[] = [];
  if (positives === 0) return points;
  let last = Number.NEGATIVE_INFINITY;
  for (let step = 0; step < truePositives.length; step++) {
    const found = truePositives[step]!;
    const taken = found + falsePositives[step]!;
    const recall = found / positives;
    if (taken < leastTaken || recall - last < 1 / steps) continue;
    points.push([recall, found / taken]);
    last = recall;
  }
  return points;
}
