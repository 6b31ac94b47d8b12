import { type AnalystDecision, decisionWeight } from './analyst-decision.ts';
import { clusteredBootstrap, type Interval } from './bootstrap.ts';
import { fitPlatt } from './calibration.ts';
import { expectedCalibrationError, risingOrder } from './calibration-error.ts';
import {
  evidenceOf,
  evidenceVector,
  type FeatureValues,
  isStopped,
  type LinearModel,
  modelLogOdds,
  priorsOf,
  type SignalRole,
} from './linear-model.ts';
import { fitMap, logistic } from './map-fit.ts';
import { averagePrecision, recallAtPrecision } from './metrics.ts';
import { precisionCurve, rank } from './precision-curve.ts';
import { seededRandom } from './random.ts';
import { splitBySellerAndTime } from './seller-split.ts';
import { decisionsNeededFor, thresholdForPrecision } from './wilson.ts';

/** A decision with the values of the signals. */
export type Evidence = AnalystDecision & { features: FeatureValues };

export type HeldOutFigures = { averagePrecision: Interval; recallAtP90: Interval; calibrationError: Interval };

export type Refit = {
  model: LinearModel;
  counts: { training: number; heldOut: number; unused: number; confirmedHeldOut: number };
  /** Figures of the old and the new model on sellers that training did not see; undefined when there are too few. */
  before?: HeldOutFigures;
  after?: HeldOutFigures;
  promoted: boolean;
  why: string;
  /** Probability from which precision is proved to be at least the target on held-out decisions, if it is. */
  expediteFrom?: number;
};

/** Fewer than this of either kind held out, and no figure says anything. */
const LEAST_HELD_OUT = 10;
/** Below this many decisions a second fit on top of the first learns noise. */
const LEAST_FOR_CALIBRATION = 200;
export const EXPEDITE_PRECISION = 0.9;

/**
 * Fits the weights anew and judges them on the newest sellers. A model is promoted only when neither average precision
 * nor recall at precision 0.90 falls there; what is promoted is exactly what was judged.
 */
export function refit(old: LinearModel, decisions: readonly Evidence[], roles: readonly SignalRole[]): Refit {
  const usable = decisions.filter((item) => decisionWeight(item) > 0 && !isStopped(item.features, roles));
  const { training, heldOut, unused } = splitBySellerAndTime(usable);
  const model = fitted(old, training, roles);
  const confirmed = heldOut.filter(({ decision }) => decision === 'confirmed').length;
  const counts = {
    training: training.length,
    heldOut: heldOut.length,
    unused: unused.length,
    confirmedHeldOut: confirmed,
  };
  if (Math.min(confirmed, heldOut.length - confirmed) < LEAST_HELD_OUT) {
    const why = `only ${confirmed} confirmed and ${heldOut.length - confirmed} rejected decisions are held out; ${LEAST_HELD_OUT} of each are needed`;
    return { model, counts, promoted: false, why };
  }
  const [before, after] = [figures(old, heldOut, roles), figures(model, heldOut, roles)];
  const fallen = [
    after.averagePrecision.estimate < before.averagePrecision.estimate ? 'average precision' : '',
    after.recallAtP90.estimate < before.recallAtP90.estimate ? 'recall at precision 0.90' : '',
  ].filter(Boolean);
  return {
    model,
    counts,
    before,
    after,
    promoted: fallen.length === 0,
    why:
      fallen.length === 0
        ? 'neither figure fell on held-out sellers'
        : `${fallen.join(' and ')} fell on held-out sellers`,
    expediteFrom: provedThreshold(model, heldOut, roles),
  };
}

/** Flawless decisions above the threshold that a brand needs before expediting can be proved safe. */
export const leastDecisionsToExpedite = (): number => decisionsNeededFor(EXPEDITE_PRECISION);

function fitted(old: LinearModel, training: readonly Evidence[], roles: readonly SignalRole[]): LinearModel {
  const { training: earlier, heldOut: newest } = splitBySellerAndTime(training);
  if (newest.length < LEAST_FOR_CALIBRATION) return weightsFrom(old, training, roles);
  const model = weightsFrom(old, earlier, roles);
  const { slope, intercept } = fitPlatt({
    probabilities: probabilities(model, newest, roles),
    positive: newest.map(({ decision }) => decision === 'confirmed'),
    weights: newest.map(decisionWeight),
  });
  // Platt scaling of a sum is the same sum with scaled weights: the model stays one sum.
  return {
    bias: slope * model.bias + intercept,
    weights: Object.fromEntries(Object.entries(model.weights).map(([id, weight]) => [id, slope * weight])),
  };
}

function weightsFrom(old: LinearModel, training: readonly Evidence[], roles: readonly SignalRole[]): LinearModel {
  const { weights } = fitMap(
    training.map((item) => ({
      features: evidenceVector(item.features, roles),
      positive: item.decision === 'confirmed',
      weight: decisionWeight(item),
    })),
    priorsOf(old, roles),
  );
  return {
    bias: weights.at(-1)!,
    weights: Object.fromEntries(evidenceOf(roles).map(({ id }, i) => [id, weights[i]!])),
  };
}

const probabilities = (model: LinearModel, items: readonly Evidence[], roles: readonly SignalRole[]): number[] =>
  items.map(({ features }) => logistic(modelLogOdds(model, evidenceVector(features, roles), roles)));

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
  const ranking = rank(
    probabilities(model, items, roles),
    items.map(({ decision }) => decision === 'confirmed'),
  );
  return thresholdForPrecision(precisionCurve(ranking), EXPEDITE_PRECISION);
}
