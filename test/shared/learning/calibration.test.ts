import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { effectiveCount, fitCentredIsotonic, fitIsotonic } from '#shared/learning/calibration.ts';
import { expectedCalibrationError } from '#shared/learning/calibration-error.ts';
import { averagePrecision } from '#shared/learning/metrics.ts';
import { curveOf } from '#shared/learning/precision-curve.ts';
import { seededRandom } from '#shared/runtime/seeded-random.ts';
import { CalibrationCurve, readCurve } from '#shared/scoring/calibration-curve.ts';

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
