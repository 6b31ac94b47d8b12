import { solvePositiveDefinite } from './positive-definite.ts';

/** What is believed about a weight before any decision was seen. */
export type WeightPrior = {
  mean: number;
  /** How far (in log-odds) decisions may pull the weight before it costs much. */
  sigma: number;
  /** Evidence of guilt never lowers the score, evidence of innocence never raises it. */
  sign?: 'positive' | 'negative';
};

export type Example = {
  /** One value per prior; add a constant 1 for the intercept. */
  features: ArrayLike<number>;
  positive: boolean;
  /** Inverse selection probability; 0 leaves the example out. */
  weight?: number;
};

export type Fit = { weights: number[]; loss: number; iterations: number };

const MAX_ITERATIONS = 200;
/** The fit is found when a full Newton step promises less than this share of the loss: below it rounding decides. */
const TOLERANCE = 1e-12;

export const logistic = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));

export function logOdds(probability: number): number {
  const inside = Math.min(1 - 1e-12, Math.max(1e-12, probability));
  return Math.log(inside / (1 - inside));
}

/**
 * Maximum a posteriori logistic regression: the weights that minimise
 * Σ example.weight · log-loss + lambda · Σ (w − mean)² / sigma², each within its sign.
 * Strictly convex, so the answer is unique; found by projected Newton steps (Bertsekas 1982). With no example the priors come back.
 */
export function fitLogistic(examples: readonly Example[], priors: readonly WeightPrior[], lambda = 0.5): Fit {
  const problem: Problem = { examples: examples.filter(({ weight = 1 }) => weight > 0), priors, lambda };
  let weights = priors.map((prior) => withinSign(prior.mean, prior));
  let loss = lossAt(problem, weights);
  for (let iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
    const { gradient, curvature } = derivativesAt(problem, weights);
    const free = priors.flatMap((prior, j) => (isHeld(prior, weights[j]!, gradient[j]!) ? [] : [j]));
    const direction = newtonDirection(gradient, curvature, free);
    const promised = -free.reduce((sum, j) => sum + gradient[j]! * direction[j]!, 0);
    if (promised < TOLERANCE * (1 + loss)) return { weights, loss, iterations: iteration };
    const next = stepAlong(problem, weights, direction, gradient, loss);
    if (!next) return { weights, loss, iterations: iteration };
    ({ weights, loss } = next);
  }
  return { weights, loss, iterations: MAX_ITERATIONS };
}

type Problem = { examples: readonly Example[]; priors: readonly WeightPrior[]; lambda: number };

function withinSign(value: number, { sign }: WeightPrior): number {
  if (sign === 'positive') return Math.max(0, value);
  if (sign === 'negative') return Math.min(0, value);
  return value;
}

/** At its bound, and the loss would fall only beyond it. */
function isHeld({ sign }: WeightPrior, weight: number, slope: number): boolean {
  return weight === 0 && ((sign === 'positive' && slope > 0) || (sign === 'negative' && slope < 0));
}

function score(features: ArrayLike<number>, weights: readonly number[]): number {
  let sum = 0;
  for (let j = 0; j < weights.length; j++) sum += weights[j]! * features[j]!;
  return sum;
}

/** log(1 + e^x) without overflow. */
const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

function lossAt({ examples, priors, lambda }: Problem, weights: readonly number[]): number {
  let loss = 0;
  for (const { features, positive, weight = 1 } of examples) {
    const s = score(features, weights);
    loss += weight * softplus(positive ? -s : s);
  }
  priors.forEach(({ mean, sigma }, j) => {
    loss += lambda * ((weights[j]! - mean) / sigma) ** 2;
  });
  return loss;
}

function derivativesAt({ examples, priors, lambda }: Problem, weights: readonly number[]) {
  const size = priors.length;
  const gradient = Float64Array.from(priors, (p, j) => (2 * lambda * (weights[j]! - p.mean)) / p.sigma ** 2);
  const curvature = Array.from({ length: size }, () => new Float64Array(size));
  for (const { features, positive, weight = 1 } of examples) {
    const probability = logistic(score(features, weights));
    const error = weight * (probability - Number(positive));
    const certainty = weight * probability * (1 - probability);
    for (let j = 0; j < size; j++) {
      const value = features[j]!;
      if (value === 0) continue;
      gradient[j]! += error * value;
      const row = curvature[j]!;
      for (let k = 0; k <= j; k++) row[k]! += certainty * value * features[k]!;
    }
  }
  priors.forEach(({ sigma }, j) => {
    curvature[j]![j]! += (2 * lambda) / sigma ** 2;
  });
  return { gradient, curvature };
}

/** Zero for the held weights, Newton's step for the free ones. `curvature` is filled on and below the diagonal. */
function newtonDirection(gradient: Float64Array, curvature: Float64Array[], free: readonly number[]): Float64Array {
  const matrix = free.map((j) => Float64Array.from(free, (k) => (k <= j ? curvature[j]![k]! : curvature[k]![j]!)));
  const solution = solvePositiveDefinite(
    matrix,
    free.map((j) => gradient[j]!),
  );
  const direction = new Float64Array(gradient.length);
  free.forEach((j, i) => {
    direction[j] = -solution[i]!;
  });
  return direction;
}

/** Halves the step until the loss falls enough (Armijo); undefined when no step lowers it. */
function stepAlong(
  problem: Problem,
  from: readonly number[],
  direction: Float64Array,
  gradient: Float64Array,
  lossBefore: number,
) {
  for (let length = 1; length > 1e-12; length /= 2) {
    const weights = from.map((w, j) => withinSign(w + length * direction[j]!, problem.priors[j]!));
    const promised = weights.reduce((sum, w, j) => sum + gradient[j]! * (w - from[j]!), 0);
    const loss = lossAt(problem, weights);
    if (promised < 0 && loss <= lossBefore + 1e-4 * promised) return { weights, loss };
  }
  return undefined;
}
