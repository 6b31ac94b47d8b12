import { type CalibrationCurve, readCurve } from '#shared/scoring/calibration-curve.ts';
import { logistic, type WeightPrior } from './logistic-fit.ts';

/** The part of a scoring model that decisions can teach: log-odds of a full hit by signal, the bias, and how sums are calibrated. */
export type LinearModel = { bias: number; weights: Record<string, number>; curve?: CalibrationCurve };

/** What a signal is to the score: `gate` takes back its share of the gated ones, `stop` ends all scoring. */
export type SignalRole = { id: string; role: 'evidence' | 'gate' | 'stop'; gated: boolean };

export type FeatureValues = Readonly<Record<string, number>>;

/** A listing of an authorised seller: scored by a rule and not by weights, so nothing is learnt from it. */
export const isStopped = (features: FeatureValues, roles: readonly SignalRole[]): boolean =>
  roles.some(({ id, role }) => role === 'stop' && (features[id] ?? 0) > 0);

/** Values as they enter the sum: what speaks against the seller counts only as far as the gates let it. Last comes the constant 1. */
export function evidenceVector(features: FeatureValues, roles: readonly SignalRole[]): number[] {
  const open = roles.reduce((share, { id, role }) => (role === 'gate' ? share * (1 - (features[id] ?? 0)) : share), 1);
  const values = evidenceOf(roles).map(({ id, gated }) => {
    const value = features[id] ?? 0;
    return gated && value > 0 ? value * open : value;
  });
  return [...values, 1];
}

export const evidenceOf = (roles: readonly SignalRole[]): SignalRole[] =>
  roles.filter(({ role }) => role === 'evidence');

export function modelLogOdds(model: LinearModel, vector: readonly number[], roles: readonly SignalRole[]): number {
  const evidence = evidenceOf(roles);
  return vector.reduce(
    (sum, value, i) => sum + value * (i < evidence.length ? model.weights[evidence[i]!.id]! : model.bias),
    0,
  );
}

export function modelProbability(model: LinearModel, features: FeatureValues, roles: readonly SignalRole[]): number {
  const probability = logistic(modelLogOdds(model, evidenceVector(features, roles), roles));
  return model.curve ? readCurve(model.curve, probability) : probability;
}

/** An expert weight may be wrong by about half of itself, and by half a log-odds at least. The base rate differs more between brands. */
const LEAST_SIGMA = 0.5;
const BIAS_SIGMA = 1.5;

/** The model's own weights as priors; a full hit never speaks for the seller. */
export function priorsOf(model: LinearModel, roles: readonly SignalRole[]): WeightPrior[] {
  const weights = evidenceOf(roles).map(({ id }): WeightPrior => {
    const mean = model.weights[id];
    if (mean === undefined) throw new RangeError(`the model has no weight for ${id}`);
    return { mean, sigma: Math.max(LEAST_SIGMA, mean / 2), sign: 'positive' };
  });
  return [...weights, { mean: model.bias, sigma: BIAS_SIGMA }];
}
