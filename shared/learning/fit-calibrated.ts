import { decisionWeight, type Evidence, worthOf } from './analyst-decision.ts';
import { fitCentredIsotonic, fitPlatt } from './calibration.ts';
import { outOfFold } from './cross-fit.ts';
import {
  evidenceOf,
  evidenceVector,
  type LinearModel,
  modelProbability,
  priorsOf,
  type SignalRole,
} from './linear-model.ts';
import { fitMap } from './map-fit.ts';
import { seededRandom } from './random.ts';
import { splitBySellerAndTime } from './seller-split.ts';

export type CalibrationStage = 'none' | 'platt' | 'platt and curve';

export type CalibratedFit = {
  model: LinearModel;
  /** The same fit before any calibration, to say what calibration was worth. */
  weightsOnly: LinearModel;
  stage: CalibrationStage;
};

/** Worth fewer than this many equally weighed decisions, a second fit on top of the first learns noise. */
const LEAST_FOR_PLATT = 200;
/** And worth fewer than this many, a curve follows noise where two numbers do not. */
const LEAST_FOR_CURVE = 1000;

/** Weights from the earlier decisions, Platt scaling on the newest sellers, and with enough decisions a curve as the last stage. */
export function calibrated(
  prior: LinearModel,
  training: readonly Evidence[],
  roles: readonly SignalRole[],
): CalibratedFit {
  const { model, weightsOnly, stage } = scaled(prior, training, roles);
  if (worthOf(training) < LEAST_FOR_CURVE) return { model, weightsOnly, stage };
  return { model: { ...model, curve: curveFor(prior, training, roles) }, weightsOnly, stage: 'platt and curve' };
}

function scaled(prior: LinearModel, training: readonly Evidence[], roles: readonly SignalRole[]): CalibratedFit {
  const { training: earlier, heldOut: newest } = splitBySellerAndTime(training);
  if (worthOf(newest) < LEAST_FOR_PLATT) {
    const model = weightsFrom(prior, training, roles);
    return { model, weightsOnly: model, stage: 'none' };
  }
  const weightsOnly = weightsFrom(prior, earlier, roles);
  const { slope, intercept } = fitPlatt(
    outcomes(newest, (item) => modelProbability(weightsOnly, item.features, roles)),
  );
  // Platt scaling of a sum is the same sum with scaled weights: the model stays one sum.
  const model = {
    bias: slope * weightsOnly.bias + intercept,
    weights: Object.fromEntries(Object.entries(weightsOnly.weights).map(([id, weight]) => [id, slope * weight])),
  };
  return { model, weightsOnly, stage: 'platt' };
}

/** Every decision is judged by a fit that has not seen its seller, so all of them can shape the curve. */
function curveFor(prior: LinearModel, training: readonly Evidence[], roles: readonly SignalRole[]) {
  const unseen = outOfFold(training, {
    fit: (others) => scaled(prior, others, roles).model,
    predict: (model, { features }) => modelProbability(model, features, roles),
    random: seededRandom(1),
  });
  return fitCentredIsotonic({ ...outcomes(training, () => 0), probabilities: unseen });
}

const outcomes = (items: readonly Evidence[], probabilityOf: (item: Evidence) => number) => ({
  probabilities: items.map(probabilityOf),
  positive: items.map(({ decision }) => decision === 'confirmed'),
  weights: items.map(decisionWeight),
});

function weightsFrom(prior: LinearModel, training: readonly Evidence[], roles: readonly SignalRole[]): LinearModel {
  const { weights } = fitMap(
    training.map((item) => ({
      features: evidenceVector(item.features, roles),
      positive: item.decision === 'confirmed',
      weight: decisionWeight(item),
    })),
    priorsOf(prior, roles),
  );
  return {
    bias: weights.at(-1)!,
    weights: Object.fromEntries(evidenceOf(roles).map(({ id }, i) => [id, weights[i]!])),
  };
}
