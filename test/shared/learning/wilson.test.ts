import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wilsonLowerBound } from '#shared/learning/wilson.ts';

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

  test.each([
    [25, 0.9],
    [52, 0.95],
    [268, 0.99],
  ])('%d flawless decisions are the least that prove a precision of %d', (needed, target) => {
    expect(wilsonLowerBound(needed, needed)).toBeGreaterThanOrEqual(target);
    expect(wilsonLowerBound(needed - 1, needed - 1)).toBeLessThan(target);
  });
});
