import { seededRandom } from '#shared/runtime/seeded-random.ts';
import { decisionWeight, type Evidence } from './analyst-decision.ts';
import { clusteredBootstrap, type Interval } from './bootstrap.ts';
import { expectedCalibrationError, risingOrder } from './calibration-error.ts';
import { calibrated } from './fit-calibrated.ts';
import { isStopped, type LinearModel, modelProbability, type SignalRole } from './linear-model.ts';
import { averagePrecision, recallAtPrecision } from './metrics.ts';
import { precisionCurve, rank } from './precision-curve.ts';
import { splitBySellerAndTime } from './seller-split.ts';

export type HeldOutFigures = { averagePrecision: Interval; recallAtP90: Interval; calibrationError: Interval };

export type Refit = {
  model: LinearModel;
  counts: { training: number; heldOut: number; unused: number; confirmedHeldOut: number };
  /** Figures of the old and the new model on sellers that training did not see; undefined when there are too few. */
  before?: HeldOutFigures;
  after?: HeldOutFigures;
  /** With enough decisions a curve is the model's last stage: the new weights' error on the same sellers without it. */
  errorWithoutCurve?: Interval;
  promoted: boolean;
  why: string;
};

/**
 * Fewer of either kind held out, and no figure says anything. Plain counts: by what they are worth, a brand that audits one in a
 * hundred would promote nothing after 1,000 decisions, and there every promotion ranked better (generated shops, 2026-11).
 */
const LEAST_HELD_OUT = 10;

/**
 * Fits the weights anew and judges them on the newest sellers. A model is promoted unless average precision, recall at precision
 * 0.90 or calibration is worse there beyond chance; what is promoted is exactly what was judged. When any fall refused
 * it, half of the models that queue and audit had taught were refused, though each ranked better on unseen sellers (generated
 * shops, 2026-11).
 * @param prior what was believed before any decision. Not the model of last night: its weights hold the same decisions already,
 * and counted again every night they would soon outweigh everything.
 */
export function refit(
  old: LinearModel,
  decisions: readonly Evidence[],
  roles: readonly SignalRole[],
  prior: LinearModel = old,
): Refit {
  const usable = decisions.filter((item) => decisionWeight(item) > 0 && !isStopped(item.features, roles));
  const { training, heldOut, unused } = splitBySellerAndTime(usable);
  const { model, weightsOnly } = calibrated(prior, training, roles);
  const confirmed = heldOut.filter(({ decision }) => decision === 'confirmed').length;
  const rejected = heldOut.length - confirmed;
  const counts = {
    training: training.length,
    heldOut: heldOut.length,
    unused: unused.length,
    confirmedHeldOut: confirmed,
  };
  if (Math.min(confirmed, rejected) < LEAST_HELD_OUT) {
    const why = `only ${confirmed} confirmed and ${rejected} rejected decisions are held out; ${LEAST_HELD_OUT} of each are needed`;
    return { model, counts, promoted: false, why };
  }
  const { before, after, change } = compared(old, model, heldOut, roles);
  const fallen = [
    change.averagePrecision.high < 0 ? 'average precision' : '',
    change.recallAtP90.high < 0 ? 'recall at precision 0.90' : '',
    // A shift of all probabilities alike changes neither of them, but what the thresholds mean.
    change.calibrationError.low > 0 ? 'calibration' : '',
  ].filter(Boolean);
  return {
    model,
    counts,
    before,
    after,
    ...(model.curve && { errorWithoutCurve: compared(old, weightsOnly, heldOut, roles).after.calibrationError }),
    promoted: fallen.length === 0,
    why: `${fallen.join(' and ') || 'no figure'} fell beyond chance on held-out sellers`,
  };
}

/** `change`: what the new model has more than the old one, both on the same resampled sellers. */
type Compared = Record<'before' | 'after' | 'change', HeldOutFigures>;

function compared(
  old: LinearModel,
  model: LinearModel,
  items: readonly Evidence[],
  roles: readonly SignalRole[],
): Compared {
  const selection = items.map(decisionWeight);
  const figuresOf = [old, model].map((one) => figures(one, items, roles));
  const intervals = clusteredBootstrap({
    clusterOf: items.map(({ sellerId }) => sellerId),
    statistic: (drawn) => {
      const weights = drawn.map((times, i) => times * selection[i]!);
      const [before, after] = figuresOf.map((of) => of(weights));
      return [...before!, ...after!, ...after!.map((value, i) => value - before![i]!)];
    },
    random: seededRandom(1),
  });
  const from = (at: number): HeldOutFigures => ({
    averagePrecision: intervals[at]!,
    recallAtP90: intervals[at + 1]!,
    calibrationError: intervals[at + 2]!,
  });
  return { before: from(0), after: from(3), change: from(6) };
}

/** Of one model, by the weight of each item: average precision, recall at precision 0.90, calibration error. */
function figures(model: LinearModel, items: readonly Evidence[], roles: readonly SignalRole[]) {
  const scores = items.map(({ features }) => modelProbability(model, features, roles));
  const positive = items.map(({ decision }) => decision === 'confirmed');
  const ranking = rank(scores, positive);
  const order = risingOrder(scores);
  return (weights: Float64Array): number[] => {
    const curve = precisionCurve(ranking, weights);
    return [
      averagePrecision(curve),
      recallAtPrecision(curve, 0.9),
      expectedCalibrationError(scores, positive, { weights, order }),
    ];
  };
}
