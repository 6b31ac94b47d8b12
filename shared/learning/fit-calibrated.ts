import { seededRandom } from '#shared/runtime/seeded-random.ts';
import { decisionWeight, type Evidence, worthOf } from './analyst-decision.ts';
import { fitCentredIsotonic } from './calibration.ts';
import { outOfFold } from './cross-fit.ts';
import {
  evidenceOf,
  evidenceVector,
  type LinearModel,
  modelProbability,
  priorsOf,
  type SignalRole,
} from './linear-model.ts';
import { fitLogistic } from './logistic-fit.ts';

export type CalibratedFit = {
  model: LinearModel;
  /** The same fit without the curve, to say what calibration was worth; the model itself when there is none. */
  weightsOnly: LinearModel;
};

/**
 * Worth fewer than this many equally weighed decisions, a curve learns noise: at 120 it gains nothing on generated shops, from
 * 200 on it beats Platt scaling there and equals it on published predictions, and needs no decisions held back (2026-11).
 */
const LEAST_FOR_CURVE = 200;

/** Weights from all decisions, and with enough of them a calibration curve as the last stage. */
export function calibrated(
  prior: LinearModel,
  training: readonly Evidence[],
  roles: readonly SignalRole[],
): CalibratedFit {
  const weightsOnly = weightsFrom(prior, training, roles);
  if (worthOf(training) < LEAST_FOR_CURVE) return { model: weightsOnly, weightsOnly };
  return { model: { ...weightsOnly, curve: curveFor(prior, training, roles) }, weightsOnly };
}

/** Every decision is judged by a fit that has not seen its seller, so all of them can shape the curve. */
const curveFor = (prior: LinearModel, training: readonly Evidence[], roles: readonly SignalRole[]) =>
  fitCentredIsotonic({
    probabilities: outOfFold(training, {
      fit: (others) => weightsFrom(prior, others, roles),
      predict: (model, { features }) => modelProbability(model, features, roles),
      random: seededRandom(1),
    }),
    positive: training.map(isConfirmed),
    weights: training.map(decisionWeight),
  });

/**
 * Beside the prior, decisions weigh as much as they are worth: a hundred audits that stand for fifty offers each are not five
 * thousand decisions, and counted as such they leave the prior no say.
 */
export function weightsFrom(
  prior: LinearModel,
  training: readonly Evidence[],
  roles: readonly SignalRole[],
): LinearModel {
  const share = worthOf(training) / training.reduce((sum, item) => sum + decisionWeight(item), 0);
  const { weights } = fitLogistic(
    training.map((item) => ({
      features: evidenceVector(item.features, roles),
      positive: isConfirmed(item),
      weight: share * decisionWeight(item),
    })),
    priorsOf(prior, roles),
  );
  return {
    bias: weights.at(-1)!,
    weights: Object.fromEntries(evidenceOf(roles).map(({ id }, i) => [id, weights[i]!])),
  };
}

const isConfirmed = ({ decision }: Evidence): boolean => decision === 'confirmed';
