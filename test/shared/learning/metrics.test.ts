import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expectedCalibrationError, reliabilityBins } from '#shared/learning/calibration-error.ts';
import {
  areaUnderRoc,
  averagePrecision,
  bestF1,
  f1At,
  precisionAtTop,
  recallAtFalsePositiveRate,
  recallAtPrecision,
} from '#shared/learning/metrics.ts';
import { curveOf } from '#shared/learning/precision-curve.ts';

/** Few distinct scores, so that ties are common. At least one of each label. */
const judged = fc
  .array(fc.record({ score: fc.integer({ min: 0, max: 9 }), positive: fc.boolean() }), { minLength: 2, maxLength: 60 })
  .filter((items) => items.some((i) => i.positive) && items.some((i) => !i.positive))
  .map((items) => ({ scores: items.map((i) => i.score / 10), labels: items.map((i) => i.positive) }));

describe('ranking metrics', () => {
  const curve = curveOf([0.9, 0.8, 0.7, 0.6], [true, false, true, false]);

  test('agree with a small example worked by hand', () => {
    expect(averagePrecision(curve)).toBeCloseTo((1 + 2 / 3) / 2);
    expect(areaUnderRoc(curve)).toBe(0.75);
    expect(recallAtPrecision(curve, 0.9)).toBe(0.5);
    expect(recallAtPrecision(curve, 0.6)).toBe(1);
    expect(recallAtFalsePositiveRate(curve, 0.01)).toBe(0.5);
    expect(recallAtFalsePositiveRate(curve, 0.5)).toBe(1);
    expect(precisionAtTop(curve, 3)).toBeCloseTo(2 / 3);
    expect(bestF1(curve)).toEqual({ f1: 0.8, threshold: 0.7 });
    expect(f1At(curve, 0.65)).toEqual({ f1: 0.8, precision: 2 / 3, recall: 1 });
    expect(f1At(curve, 0.95).f1).toBe(0);
  });

  test('ties give no credit for a lucky order', () => {
    const tied = curveOf([0.5, 0.5, 0.5, 0.5], [true, false, false, false]);
    expect(averagePrecision(tied)).toBe(0.25);
    expect(areaUnderRoc(tied)).toBe(0.5);
    expect(precisionAtTop(tied, 1)).toBe(0.25);
    expect(recallAtPrecision(tied, 0.9)).toBe(0);
  });

  test('are NaN, not perfect, when there is nothing to find', () => {
    const none = curveOf([0.1, 0.2], [false, false]);
    expect(averagePrecision(none)).toBeNaN();
    expect(recallAtPrecision(none, 0.9)).toBeNaN();
  });

  test('refuse a score that is not a number', () => {
    expect(() => curveOf([Number.NaN, 1], [true, false])).toThrow(RangeError);
  });

  test('do not depend on the order of the items nor on a rising change of scale', () => {
    fc.assert(
      fc.property(judged, ({ scores, labels }) => {
        const plain = curveOf(scores, labels);
        const turned = curveOf(scores.map((s) => Math.exp(3 * s)).reverse(), labels.toReversed());
        for (const metric of [averagePrecision, areaUnderRoc, (c: typeof plain) => recallAtPrecision(c, 0.8)]) {
          expect(metric(turned)).toBeCloseTo(metric(plain), 12);
        }
      }),
    );
  });

  test('the area under the ROC is the share of pairs in right order', () => {
    fc.assert(
      fc.property(judged, ({ scores, labels }) => {
        let won = 0;
        let pairs = 0;
        for (const [i, a] of scores.entries())
          for (const [j, b] of scores.entries())
            if (labels[i] && !labels[j]) {
              pairs++;
              won += a > b ? 1 : a === b ? 0.5 : 0;
            }
        expect(areaUnderRoc(curveOf(scores, labels))).toBeCloseTo(won / pairs, 10);
      }),
    );
  });

  test('a weight of two is the item twice', () => {
    fc.assert(
      fc.property(judged, ({ scores, labels }) => {
        const weighted = curveOf(
          scores,
          labels,
          scores.map((_, i) => 1 + (i % 2)),
        );
        const twice = scores.flatMap((score, i) =>
          Array.from({ length: 1 + (i % 2) }, () => ({ score, label: labels[i]! })),
        );
        const repeated = curveOf(
          twice.map((t) => t.score),
          twice.map((t) => t.label),
        );
        expect(averagePrecision(weighted)).toBeCloseTo(averagePrecision(repeated), 10);
        expect(recallAtFalsePositiveRate(weighted, 0.2)).toBeCloseTo(recallAtFalsePositiveRate(repeated, 0.2), 10);
        expect(precisionAtTop(weighted, 3)).toBeCloseTo(precisionAtTop(repeated, 3), 10);
      }),
    );
  });
});

describe('calibration error', () => {
  test('is the gap between what was promised and what came', () => {
    const probabilities = Array.from({ length: 300 }, () => 0.3);
    const labels = probabilities.map((_, i) => i % 10 < 5);
    expect(expectedCalibrationError(probabilities, labels)).toBeCloseTo(0.2, 6);
  });

  test('bins hold equal mass and together the whole', () => {
    fc.assert(
      fc.property(judged, ({ scores, labels }) => {
        const bins = reliabilityBins(scores, labels, { bins: 5 });
        const mass = bins.reduce((sum, bin) => sum + bin.weight, 0);
        expect(mass).toBe(scores.length);
        for (const bin of bins) expect(bin.weight).toBeLessThanOrEqual(Math.ceil(scores.length / 5));
        const promised = bins.reduce((sum, bin) => sum + bin.weight * bin.predicted, 0);
        expect(promised).toBeCloseTo(
          scores.reduce((a, b) => a + b, 0),
          8,
        );
      }),
    );
  });
});
