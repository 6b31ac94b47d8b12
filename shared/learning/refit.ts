import { EXPEDITE_PRECISION } from '#shared/domain/expediting.ts';
import { decisionWeight, type Evidence } from './analyst-decision.ts';
import { clusteredBootstrap, type Interval } from './bootstrap.ts';
import { expectedCalibrationError, risingOrder } from './calibration-error.ts';
import { calibrated } from './fit-calibrated.ts';
import { isStopped, type LinearModel, modelProbability, type SignalRole } from './linear-model.ts';
import { averagePrecision, recallAtPrecision } from './metrics.ts';
import { precisionCurve, rank } from './precision-curve.ts';
import { seededRandom } from './random.ts';
import { splitBySellerAndTime } from './seller-split.ts';
import { decisionsNeededFor, thresholdAcrossSellers } from './wilson.ts';

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
  /** Probability from which precision is proved to be at least the target on held-out decisions, if it is. */
  expediteFrom?: number;
};

/**
 * Fewer of either kind held out, and no figure says anything. Plain counts: by what they are worth, a brand that audits one in a
 * hundred would promote nothing after 1,000 decisions, and there every promotion ranked better (generated shops, 2026-11).
 */
const LEAST_HELD_OUT = 10;

/**
 * Fits the weights anew and judges them on the newest sellers. A model is promoted only when neither average precision
 * nor recall at precision 0.90 falls there; what is promoted is exactly what was judged.
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
  const [before, after] = [figures(old, heldOut, roles), figures(model, heldOut, roles)];
  const fallen = [
    after.averagePrecision.estimate < before.averagePrecision.estimate ? 'average precision' : '',
    after.recallAtP90.estimate < before.recallAtP90.estimate ? 'recall at precision 0.90' : '',
    // A shift of all probabilities alike changes neither of them, but what the thresholds mean.
    after.calibrationError.estimate > before.calibrationError.high ? 'calibration' : '',
  ].filter(Boolean);
  return {
    model,
    counts,
    before,
    after,
    ...(model.curve && { errorWithoutCurve: figures(weightsOnly, heldOut, roles).calibrationError }),
    promoted: fallen.length === 0,
    why:
      fallen.length === 0 ? 'no figure fell on held-out sellers' : `${fallen.join(' and ')} fell on held-out sellers`,
    expediteFrom: provedThreshold(model, heldOut, roles),
  };
}

/** Flawless decisions above the threshold that a brand needs before expediting can be proved safe. */
export const leastDecisionsToExpedite = (): number => decisionsNeededFor(EXPEDITE_PRECISION);

const probabilities = (model: LinearModel, items: readonly Evidence[], roles: readonly SignalRole[]): number[] =>
  items.map(({ features }) => modelProbability(model, features, roles));

function figures(model: LinearModel, items: readonly Evidence[], roles: readonly SignalRole[]): HeldOutFigures {
  const scores = probabilities(model, items, roles);
  const positive = items.map(({ decision }) => decision === 'confirmed');
  const ranking = rank(scores, positive);
  const order = risingOrder(scores);
  const selection = items.map(decisionWeight);
  const [ap, recall, error] = clusteredBootstrap({
    clusterOf: items.map(({ sellerId }) => sellerId),
    statistic: (drawn) => {
      const weights = drawn.map((times, i) => times * selection[i]!);
      const curve = precisionCurve(ranking, weights);
      return [
        averagePrecision(curve),
        recallAtPrecision(curve, 0.9),
        expectedCalibrationError(scores, positive, { weights, order }),
      ];
    },
    random: seededRandom(1),
  });
  return { averagePrecision: ap!, recallAtP90: recall!, calibrationError: error! };
}

/** From decisions as they were made: a random audit's weight must not make one decision count as a hundred. */
function provedThreshold(
  model: LinearModel,
  items: readonly Evidence[],
  roles: readonly SignalRole[],
): number | undefined {
  const scores = probabilities(model, items, roles);
  const decisions = items.map(({ decision, sellerId }, i) => ({
    score: scores[i]!,
    positive: decision === 'confirmed',
    sellerId,
  }));
  return thresholdAcrossSellers(decisions, EXPEDITE_PRECISION);
}
