import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expectedCalibrationError } from '#shared/learning/calibration-error.ts';
import { logistic, logOdds } from '#shared/learning/logistic-fit.ts';
import { seededRandom } from '#shared/runtime/seeded-random.ts';
import { applyBetaMap, applyPlatt, fitBetaMap, fitPlatt } from './slope-calibrations.ts';

/** A model that is twice as sure of itself as it may be. */
function overconfident(count: number, seed: number) {
  const random = seededRandom(seed);
  const truth = Array.from({ length: count }, () => logistic((random() - 0.5) * 6));
  return {
    probabilities: truth.map((p) => logistic(2 * logOdds(p) + 0.7)),
    positive: truth.map((p) => random() < p),
  };
}

describe('Platt', () => {
  test('undoes overconfidence on data it has not seen', () => {
    const platt = fitPlatt(overconfident(4000, 1));
    const { probabilities, positive } = overconfident(4000, 2);
    expect(platt.slope).toBeCloseTo(0.5, 1);
    const before = expectedCalibrationError(probabilities, positive);
    const after = expectedCalibrationError(
      probabilities.map((p) => applyPlatt(platt, p)),
      positive,
    );
    expect(before).toBeGreaterThan(0.08);
    expect(after).toBeLessThan(0.03);
  });

  test('without outcomes it changes nothing, and it never turns the order round', () => {
    const untaught = fitPlatt({ probabilities: [], positive: [] });
    expect(applyPlatt(untaught, 0.3)).toBeCloseTo(0.3, 10);
    const backwards = fitPlatt({
      probabilities: [0.1, 0.2, 0.8, 0.9],
      positive: [true, true, false, false],
    });
    expect(applyPlatt(backwards, 0.9)).toBeGreaterThanOrEqual(applyPlatt(backwards, 0.1));
  });
});

describe('the beta map', () => {
  /** Too sure of itself where probabilities are small, not sure enough where they are large: no single slope mends both. */
  const lopsided = (count: number, seed: number) => {
    const random = seededRandom(seed);
    const probabilities = Array.from({ length: count }, () => logistic((random() - 0.5) * 8));
    const truth = { low: 0.3, high: 1.8, intercept: 0 };
    return { probabilities, positive: probabilities.map((p) => random() < applyBetaMap(truth, p)) };
  };

  test('bends what one slope cannot, on data it has not seen', () => {
    const [fitting, { probabilities, positive }] = [lopsided(8000, 1), lopsided(8000, 2)];
    const [beta, platt] = [fitBetaMap(fitting), fitPlatt(fitting)];
    const errorOf = (map: (p: number) => number) => expectedCalibrationError(probabilities.map(map), positive);
    const [byBeta, byPlatt] = [errorOf((p) => applyBetaMap(beta, p)), errorOf((p) => applyPlatt(platt, p))];
    expect(byBeta).toBeLessThan(0.02);
    expect(byBeta).toBeLessThan(byPlatt / 2);
  });

  test('without outcomes it changes nothing, at the ends neither', () => {
    const untaught = fitBetaMap({ probabilities: [], positive: [] });
    for (const p of [1e-9, 0.001, 0.3, 0.5, 0.97, 1 - 1e-9]) expect(applyBetaMap(untaught, p)).toBeCloseTo(p, 10);
    expect(applyBetaMap(untaught, 0)).toBeCloseTo(0, 9);
    expect(applyBetaMap(untaught, 1)).toBeCloseTo(1, 9);
  });

  test('never turns the order round, whatever it was taught', () => {
    const outcome = fc.record({ p: fc.double({ min: 0, max: 1, noNaN: true }), positive: fc.boolean() });
    fc.assert(
      fc.property(fc.array(outcome, { maxLength: 40 }), (items) => {
        const map = fitBetaMap({ probabilities: items.map(({ p }) => p), positive: items.map((i) => i.positive) });
        const grid = Array.from({ length: 21 }, (_, i) => applyBetaMap(map, i / 20));
        grid.slice(1).forEach((value, i) => {
          expect(value).toBeGreaterThanOrEqual(grid[i]! - 1e-12);
        });
      }),
    );
  });

  test('a decision of weight two teaches what two decisions teach', () => {
    const { probabilities, positive } = lopsided(60, 4);
    const twice = fitBetaMap({
      probabilities: [...probabilities, ...probabilities],
      positive: [...positive, ...positive],
    });
    const weighted = fitBetaMap({ probabilities, positive, weights: probabilities.map(() => 2) });
    expect(weighted.low).toBeCloseTo(twice.low, 6);
    expect(weighted.high).toBeCloseTo(twice.high, 6);
  });
});
