import type { Outcomes } from '#shared/learning/calibration.ts';
import { fitLogistic, logistic, logOdds } from '#shared/learning/logistic-fit.ts';

// Measured beside the curve that is in use (decision 9).

/** Calibrated log-odds = slope · log-odds + intercept. */
export type Platt = { slope: number; intercept: number };

/** With few outcomes the answer stays near "already calibrated"; the slope never turns the order round. */
export function fitPlatt({ probabilities, positive, weights }: Outcomes): Platt {
  const examples = Array.from(probabilities, (probability, i) => ({
    features: [logOdds(probability), 1],
    positive: Boolean(positive[i]),
    weight: weights?.[i],
  }));
  const { weights: fitted } = fitLogistic(examples, [
    { mean: 1, sigma: 0.5, sign: 'positive' },
    { mean: 0, sigma: 2 },
  ]);
  return { slope: fitted[0]!, intercept: fitted[1]! };
}

export const applyPlatt = ({ slope, intercept }: Platt, probability: number): number =>
  logistic(slope * logOdds(probability) + intercept);

/**
 * Calibrated log-odds = low · ln p − high · ln(1 − p) + intercept (Kull, Silva Filho and Flach 2017): Platt with one slope
 * where probabilities are small and another where they are large. Rises everywhere, so it makes no ties and costs no ranking.
 */
export type BetaMap = { low: number; high: number; intercept: number };

/** On five published models and unseen sellers never worse than Platt by more than 0.001, from 200 decisions on; with few it stays near "already calibrated". */
export function fitBetaMap({ probabilities, positive, weights }: Outcomes): BetaMap {
  const examples = Array.from(probabilities, (probability, i) => ({
    features: betaFeatures(probability),
    positive: Boolean(positive[i]),
    weight: weights?.[i],
  }));
  const { weights: fitted } = fitLogistic(examples, [
    { mean: 1, sigma: 0.5, sign: 'positive' },
    { mean: 1, sigma: 0.5, sign: 'positive' },
    { mean: 0, sigma: 2 },
  ]);
  return { low: fitted[0]!, high: fitted[1]!, intercept: fitted[2]! };
}

export function applyBetaMap({ low, high, intercept }: BetaMap, probability: number): number {
  const [atLow, atHigh] = betaFeatures(probability);
  return logistic(low * atLow + high * atHigh + intercept);
}

/** ln p and −ln(1 − p), from log-odds so that neither end rounds away; and the constant 1. */
function betaFeatures(probability: number): [number, number, number] {
  const s = logOdds(probability);
  const overflow = Math.log1p(Math.exp(-Math.abs(s)));
  return [-Math.max(-s, 0) - overflow, Math.max(s, 0) + overflow, 1];
}
