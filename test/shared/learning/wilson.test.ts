import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { curveOf } from '#shared/learning/precision-curve.ts';
import { seededRandom } from '#shared/learning/random.ts';
import {
  decisionsNeededFor,
  thresholdAcrossSellers,
  thresholdForPrecision,
  wilsonLowerBound,
} from '#shared/learning/wilson.ts';

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

describe('threshold across sellers', () => {
  const flawless = (count: number, sellers: number) =>
    Array.from({ length: count }, (_, i) => ({ score: 0.9, positive: true, sellerId: i % sellers }));

  test('where every seller has one offer it is the Wilson bound', () => {
    const random = seededRandom(5);
    const decisions = Array.from({ length: 2000 }, (_, sellerId) => {
      const score = random();
      return { score, positive: random() < score, sellerId };
    });
    const plain = thresholdForPrecision(
      curveOf(
        decisions.map(({ score }) => score),
        decisions.map(({ positive }) => positive),
      ),
      0.9,
    )!;
    expect(thresholdAcrossSellers(decisions, 0.9)).toBeCloseTo(plain, 2);
  });

  test('sixty flawless offers prove something when sixty sellers made them, nothing when three did', () => {
    expect(thresholdAcrossSellers(flawless(60, 60), 0.9)).toBe(0.9);
    expect(thresholdAcrossSellers(flawless(60, 3), 0.9)).toBeUndefined();
  });

  test('never goes lower than taking all offers for independent would', () => {
    const decision = fc.record({
      score: fc.integer({ min: 0, max: 20 }).map((n) => n / 20),
      positive: fc.nat({ max: 9 }).map((n) => n > 0),
      sellerId: fc.nat({ max: 12 }),
    });
    fc.assert(
      fc.property(fc.array(decision, { maxLength: 150 }), (decisions) => {
        const careful = thresholdAcrossSellers(decisions, 0.7) ?? Number.POSITIVE_INFINITY;
        const curve = curveOf(
          decisions.map(({ score }) => score),
          decisions.map(({ positive }) => positive),
        );
        expect(careful).toBeGreaterThanOrEqual(thresholdForPrecision(curve, 0.7) ?? Number.POSITIVE_INFINITY);
      }),
    );
  });

  test('promises nothing on the word of twenty sellers, as the plain bound does', () => {
    // every seller is wholly one thing and one in eight is honest: precision is 0.875, and no promise of 0.9 can be kept
    const promisedIn = (choose: (half: { score: number; positive: boolean; sellerId: number }[]) => unknown) => {
      let promised = 0;
      for (let trial = 0; trial < 200; trial++) {
        const random = seededRandom(trial);
        const decisions = Array.from({ length: 20 }, (_, sellerId) => {
          const positive = random() >= 1 / 8;
          return Array.from({ length: 25 }, () => ({ score: 0.9, positive, sellerId }));
        }).flat();
        if (choose(decisions) !== undefined) promised++;
      }
      return promised / 200;
    };
    const plain = promisedIn((half) =>
      thresholdForPrecision(
        curveOf(
          half.map(({ score }) => score),
          half.map(({ positive }) => positive),
        ),
        0.9,
      ),
    );
    expect(plain).toBeGreaterThan(0.15);
    expect(promisedIn((half) => thresholdAcrossSellers(half, 0.9))).toBe(0);
  });
});
