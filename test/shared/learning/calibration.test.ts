import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  applyBetaMap,
  applyPlatt,
  effectiveCount,
  fitBetaMap,
  fitCentredIsotonic,
  fitIsotonic,
  fitPlatt,
} from '#shared/learning/calibration.ts';
import { expectedCalibrationError } from '#shared/learning/calibration-error.ts';
import { logistic, logOdds } from '#shared/learning/logistic-fit.ts';
import { averagePrecision } from '#shared/learning/metrics.ts';
import { curveOf } from '#shared/learning/precision-curve.ts';
import { seededRandom } from '#shared/runtime/seeded-random.ts';
import { CalibrationCurve, readCurve } from '#shared/scoring/calibration-curve.ts';

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

describe('isotonic', () => {
  const outcomes = fc
    .array(fc.record({ probability: fc.integer({ min: 0, max: 20 }), positive: fc.boolean() }), { minLength: 1 })
    .map((items) => ({
      probabilities: items.map((i) => i.probability / 20),
      positive: items.map((i) => i.positive),
    }));

  test('rises everywhere, stays a probability and keeps the overall share', () => {
    fc.assert(
      fc.property(outcomes, ({ probabilities, positive }) => {
        const isotonic = fitIsotonic({ probabilities, positive });
        const grid = Array.from({ length: 41 }, (_, i) => readCurve(isotonic, i / 40));
        grid.forEach((value, i) => {
          expect(value).toBeGreaterThanOrEqual(i === 0 ? 0 : grid[i - 1]! - 1e-12);
          expect(value).toBeLessThanOrEqual(1);
        });
        const promised = probabilities.reduce((sum, p) => sum + readCurve(isotonic, p), 0);
        expect(promised).toBeCloseTo(positive.filter(Boolean).length, 8);
      }),
    );
  });

  test('calibrates a curve that Platt cannot bend', () => {
    const random = seededRandom(3);
    const make = (count: number) => {
      const probabilities = Array.from({ length: count }, random);
      return { probabilities, positive: probabilities.map((p) => random() < (p < 0.5 ? 0.1 : 0.9)) };
    };
    const isotonic = fitIsotonic(make(5000));
    const fresh = make(5000);
    expect(
      expectedCalibrationError(
        fresh.probabilities.map((p) => readCurve(isotonic, p)),
        fresh.positive,
      ),
    ).toBeLessThan(0.02);
  });

  test('many equal predictions are one, whatever order their outcomes come in', () => {
    const outcomes = [true, false, false, true, false, false, false, true, true, false];
    const at = (order: boolean[]) => {
      const map = fitIsotonic({
        probabilities: [0.1, ...order.map(() => 0.3), 0.9],
        positive: [false, ...order, true],
      });
      return readCurve(map, 0.3);
    };
    expect(at(outcomes)).toBeCloseTo(0.4);
    expect(at(outcomes.toReversed())).toBeCloseTo(0.4);
    expect(at(outcomes.toSorted())).toBeCloseTo(0.4);
  });

  test('untaught it changes nothing', () => {
    expect(readCurve(fitIsotonic({ probabilities: [], positive: [] }), 0.4)).toBe(0.4);
  });
});

describe('centred isotonic', () => {
  const outcomes = fc
    .array(
      fc.record({
        probability: fc.double({ min: 0, max: 1, noNaN: true }),
        positive: fc.boolean(),
        weight: fc.integer({ min: 0, max: 100 }),
      }),
    )
    .map((items) => ({
      probabilities: items.map((i) => i.probability),
      positive: items.map((i) => i.positive),
      weights: items.map((i) => i.weight),
    }));

  test('tells apart whatever the sum tells apart, and never promises certainty', () => {
    fc.assert(
      fc.property(outcomes, (some) => {
        const curve = CalibrationCurve.parse(fitCentredIsotonic(some));
        const grid = Array.from({ length: 101 }, (_, i) => readCurve(curve, i / 100));
        expect(grid[0]!).toBeGreaterThan(0);
        expect(grid[100]!).toBeLessThan(1);
        for (let i = 1; i <= 100; i++) expect(grid[i]!).toBeGreaterThan(grid[i - 1]!);
      }),
    );
  });

  test('promises no more at its ends than its outcomes can show', () => {
    const random = seededRandom(2);
    const probabilities = Array.from({ length: 2000 }, random);
    const curve = fitCentredIsotonic({ probabilities, positive: probabilities.map((p) => p > 0.5) });
    expect(readCurve(curve, 0)).toBeCloseTo(0.00012, 5);
    expect(readCurve(curve, 1)).toBeCloseTo(1 - 0.00012, 5);
  });

  test('calibrates as isotonic regression does', () => {
    const random = seededRandom(7);
    const make = (count: number) => {
      const probabilities = Array.from({ length: count }, random);
      return { probabilities, positive: probabilities.map((p) => random() < p ** 3) };
    };
    const [curve, isotonic, fresh] = [fitCentredIsotonic(make(3000)), fitIsotonic(make(3000)), make(20_000)];
    const error = (read: Parameters<typeof readCurve>[0]) =>
      expectedCalibrationError(
        fresh.probabilities.map((p) => readCurve(read, p)),
        fresh.positive,
      );
    expect(expectedCalibrationError(fresh.probabilities, fresh.positive)).toBeGreaterThan(0.2);
    expect(error(curve)).toBeLessThan(0.03);
    expect(error(curve)).toBeLessThan(error(isotonic) + 0.01);
    expect(new Set(fresh.probabilities.map((p) => readCurve(curve, p))).size).toBe(20_000);
  });

  test('calibrates a curve that no slope bends, and leaves the ranking as it was', () => {
    const random = seededRandom(3);
    const make = (count: number) => {
      const probabilities = Array.from({ length: count }, random);
      return { probabilities, positive: probabilities.map((p) => random() < (p < 0.5 ? 0.1 + p / 10 : 0.8 + p / 10)) };
    };
    const map = fitCentredIsotonic(make(5000));
    const fresh = make(5000);
    const calibrated = fresh.probabilities.map((p) => readCurve(map, p));
    expect(expectedCalibrationError(calibrated, fresh.positive)).toBeLessThan(0.02);
    const precision = (scores: number[]) => averagePrecision(curveOf(scores, fresh.positive));
    expect(precision(calibrated)).toBeCloseTo(precision(fresh.probabilities), 2);
    expect(new Set(calibrated).size).toBeGreaterThan(4900);
  });

  test('a handful of outcomes makes one pool, not a staircase', () => {
    const probabilities = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];
    const map = fitCentredIsotonic({ probabilities, positive: probabilities.map((p) => p > 0.5) });
    expect(map.predicted).toHaveLength(3);
    expect(readCurve(fitCentredIsotonic({ probabilities: [], positive: [] }), 0.4)).toBeCloseTo(0.4, 3);
  });
});

test('decisions that stand for many others are worth fewer than they are', () => {
  expect(effectiveCount(Array(300).fill(7))).toBeCloseTo(300);
  expect(effectiveCount([...Array(928).fill(1), ...Array(72).fill(50)])).toBeCloseTo(113, 0);
  expect(effectiveCount([1, 0, 0])).toBe(1);
  expect(effectiveCount([])).toBe(0);
});
