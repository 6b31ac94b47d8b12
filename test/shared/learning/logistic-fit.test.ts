import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Example, fitLogistic, logistic, logOdds, type WeightPrior } from '#shared/learning/logistic-fit.ts';
import { solvePositiveDefinite } from '#shared/learning/positive-definite.ts';
import { seededRandom } from '#shared/runtime/seeded-random.ts';

const finite = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const prior = fc.record({
  mean: finite(-3, 3),
  sigma: finite(0.2, 3),
  sign: fc.constantFrom('positive', 'negative', undefined),
}) as fc.Arbitrary<WeightPrior>;
const problem = fc.integer({ min: 1, max: 4 }).chain((size) =>
  fc.record({
    priors: fc.array(prior, { minLength: size, maxLength: size }),
    examples: fc.array(
      fc.record({
        features: fc.array(finite(-2, 2), { minLength: size, maxLength: size }),
        positive: fc.boolean(),
        weight: finite(0, 5),
      }),
      { maxLength: 25 },
    ),
  }),
);

const lossOf = (examples: readonly Example[], priors: readonly WeightPrior[], weights: readonly number[]) => {
  const data = examples.reduce((sum, { features, positive, weight = 1 }) => {
    const p = logistic(weights.reduce((s, w, j) => s + w * features[j]!, 0));
    return sum - weight * Math.log(positive ? p : 1 - p);
  }, 0);
  return data + priors.reduce((sum, { mean, sigma }, j) => sum + 0.5 * ((weights[j]! - mean) / sigma) ** 2, 0);
};

describe('MAP fit', () => {
  test('without decisions the expert priors come back', () => {
    const { weights } = fitLogistic(
      [],
      [
        { mean: 1.5, sigma: 1, sign: 'positive' },
        { mean: -0.5, sigma: 2 },
      ],
    );
    expect(weights).toEqual([1.5, -0.5]);
  });

  test('a decision without weight teaches nothing', () => {
    const priors: WeightPrior[] = [{ mean: 1, sigma: 1 }];
    expect(fitLogistic([{ features: [1], positive: false, weight: 0 }], priors).weights).toEqual([1]);
  });

  test('with many decisions the truth is found whatever the priors say', () => {
    const truth = [2, -1, 0.5];
    const random = seededRandom(11);
    const examples = Array.from({ length: 20_000 }, () => {
      const features = [random() * 4 - 2, random() * 4 - 2, 1];
      return { features, positive: random() < logistic(features.reduce((s, x, j) => s + x * truth[j]!, 0)) };
    });
    const { weights } = fitLogistic(
      examples,
      truth.map(() => ({ mean: 0, sigma: 3 })),
    );
    weights.forEach((w, j) => {
      expect(Math.abs(w - truth[j]!)).toBeLessThan(0.1);
    });
  });

  test('a sign is kept even when the decisions point the other way', () => {
    const examples = Array.from({ length: 50 }, (_, i) => ({ features: [i % 2, 1], positive: i % 2 === 0 }));
    const { weights } = fitLogistic(examples, [
      { mean: 1, sigma: 1, sign: 'positive' },
      { mean: 0, sigma: 3 },
    ]);
    expect(weights[0]).toBe(0);
  });

  test('parted classes do not send weights to infinity', () => {
    const examples = Array.from({ length: 100 }, (_, i) => ({ features: [i < 50 ? -1 : 1], positive: i >= 50 }));
    expect(fitLogistic(examples, [{ mean: 0, sigma: 1 }]).weights[0]).toBeLessThan(10);
  });

  test('no nearby point within the signs is better than the answer', () => {
    fc.assert(
      fc.property(problem, fc.integer(), ({ priors, examples }, seed) => {
        const { weights } = fitLogistic(examples, priors);
        const best = lossOf(examples, priors, weights);
        const random = seededRandom(seed);
        for (let i = 0; i < 20; i++) {
          const near = weights.map((w, j) => {
            const moved = w + (random() - 0.5) * 10 ** -(i % 4);
            const { sign } = priors[j]!;
            return sign === 'positive' ? Math.max(0, moved) : sign === 'negative' ? Math.min(0, moved) : moved;
          });
          expect(lossOf(examples, priors, near)).toBeGreaterThanOrEqual(best - 1e-8);
        }
      }),
      { numRuns: 200 },
    );
  });
});

test('log-odds and logistic undo each other, and survive 0 and 1', () => {
  fc.assert(fc.property(finite(-20, 20), (x) => Math.abs(logOdds(logistic(x)) - x) < 1e-3));
  expect(Number.isFinite(logOdds(0)) && Number.isFinite(logOdds(1))).toBe(true);
});

test('positive definite systems are solved and others refused', () => {
  const a = [
    [4, 2],
    [2, 3],
  ];
  const x = solvePositiveDefinite(a, [8, 7]);
  expect(x[0]).toBeCloseTo(1.25);
  expect(x[1]).toBeCloseTo(1.5);
  expect(() => solvePositiveDefinite([[-1]], [1])).toThrow(RangeError);
});
