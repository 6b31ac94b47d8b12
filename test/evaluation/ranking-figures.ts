import { clusteredBootstrap } from '#shared/learning/bootstrap.ts';
import { expectedCalibrationError, risingOrder } from '#shared/learning/calibration-error.ts';
import {
  areaUnderRoc,
  averagePrecision,
  precisionAtTop,
  recallAtFalsePositiveRate,
  recallAtPrecision,
} from '#shared/learning/metrics.ts';
import { type PrecisionCurve, precisionCurve, rank } from '#shared/learning/precision-curve.ts';
import { seededRandom } from '#shared/runtime/seeded-random.ts';
import { withInterval } from './markdown.ts';

export type Labelled = {
  scores: ArrayLike<number>;
  positive: ArrayLike<boolean | number>;
  /** Whom a listing belongs to; each by itself where that is unknown. */
  clusterOf: ArrayLike<string | number>;
};

export const RANKING_COLUMNS = ['AP', 'R@P90', 'R@P95', 'R@1 % FPR', 'R@0.1 % FPR', 'P@100', 'AUC', 'ECE'] as const;

const figuresOf = (curve: PrecisionCurve): number[] => [
  averagePrecision(curve),
  recallAtPrecision(curve, 0.9),
  recallAtPrecision(curve, 0.95),
  recallAtFalsePositiveRate(curve, 0.01),
  recallAtFalsePositiveRate(curve, 0.001),
  precisionAtTop(curve, 100),
  areaUnderRoc(curve),
];

/** One table row: each figure with its 95 % interval over resampled sellers. */
export function rankingRow({ scores, positive, clusterOf }: Labelled, samples = 200): string[] {
  const ranking = rank(scores, positive);
  const order = risingOrder(scores);
  const intervals = clusteredBootstrap({
    clusterOf,
    statistic: (weights) => [
      ...figuresOf(precisionCurve(ranking, weights)),
      expectedCalibrationError(scores, positive, { weights, order }),
    ],
    random: seededRandom(1),
    samples,
  });
  return intervals.map((interval) => withInterval(interval));
}
