import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { curveOf } from '#shared/learning/precision-curve.ts';
import { seededRandom } from '#shared/learning/random.ts';
import { decisionsNeededFor, thresholdForPrecision, wilsonLowerBound } from '#shared/learning/wilson.ts';

describe('Wilson lower bound', () => {
  test('agrees with published values', () => {
    // 90 % two-sided Wilson interval of 8/10 is 0.541..0.931; of 0/10 it starts at 0
    expect(wilsonLowerBound(8, 10)).toBeCloseTo(0.541, 3);
    expect(wilsonLowerBound(0, 10)).toBe(0);
    expect(wilsonLowerBound(0, 0)).toBe(0);
  });

  test('lies below the plain share and rises with more of the same', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 200 }), (good, bad) => {
        const bound = wilsonLowerBound(good, good + bad);
        expect(bound).toBeLessThanOrEqual(good / (good + bad));
        expect(wilsonLowerBound(good * 4, (good + bad) * 4)).toBeGreaterThanOrEqual(bound);
      }),
    );
  });

  test.each([0.8, 0.9, 0.95, 0.99])('precision %d needs exactly the stated number of flawless decisions', (target) => {
    const needed = decisionsNeededFor(target);
    expect(wilsonLowerBound(needed, needed)).toBeGreaterThanOrEqual(target);
    expect(wilsonLowerBound(needed - 1, needed - 1)).toBeLessThan(target);
  });
});

describe('threshold for a precision', () => {
  test('is the lowest that is proved, and undefined when none is', () => {
    const random = seededRandom(5);
    const scores = Array.from({ length: 2000 }, random);
    const labels = scores.map((score) => random() < score);
    const curve = curveOf(scores, labels);
    const threshold = thresholdForPrecision(curve, 0.9)!;
    const taken = labels.filter((_, i) => scores[i]! >= threshold);
    expect(wilsonLowerBound(taken.filter(Boolean).length, taken.length)).toBeGreaterThanOrEqual(0.9);
    expect(taken.length).toBeGreaterThan(decisionsNeededFor(0.9));
    expect(thresholdForPrecision(curve, 0.999)).toBeUndefined();
  });

  test('five flawless decisions prove nothing', () => {
    expect(thresholdForPrecision(curveOf([1, 1, 1, 1, 1], [true, true, true, true, true]), 0.9)).toBeUndefined();
  });
});
