import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bestSimilarity, placedBy } from '#shared/imaging/similarity-fit.ts';
import { seededRandom } from '#shared/runtime/seeded-random.ts';

const WITHIN = 4;

describe('the best similarity', () => {
  test('is found through half as many wrong pairs again, and tells which pairs are right', () => {
    const similarity = fc.record({
      enlarged: fc.double({ min: 0.4, max: 2.5, noNaN: true }),
      turned: fc.double({ min: -Math.PI, max: Math.PI, noNaN: true }),
      right: fc.integer({ min: -200, max: 200 }),
      down: fc.integer({ min: -200, max: 200 }),
      seed: fc.nat(),
    });
    fc.assert(
      fc.property(similarity, ({ enlarged, turned, right, down, seed }) => {
        const random = seededRandom(seed);
        const truth = { a: enlarged * Math.cos(turned), b: enlarged * Math.sin(turned), right, down };
        const from = Array.from({ length: 90 }, () => 320 * random());
        const to = from.flatMap((x, i) => {
          if (i % 2 === 1) return [];
          const [u, v] = placedBy(truth, x, from[i + 1]!);
          return i < 60 ? [u + random(), v - random()] : [5000 * random() - 2500, 5000 * random() - 2500];
        });
        const { fit, fitting } = bestSimilarity(from, to, WITHIN);
        expect(fitting.filter((i) => i < 30)).toHaveLength(30);
        const [x, y] = placedBy(fit, 160, 160);
        const [u, v] = placedBy(truth, 160, 160);
        expect(Math.hypot(x - u, y - v)).toBeLessThan(WITHIN);
      }),
      { numRuns: 60 },
    );
  });

  test('of pairs that all lie in one spot has none to fit: two so near tell no size', () => {
    const from = [10, 10, 12, 11, 11, 14, 13, 12];
    expect(bestSimilarity(from, from, WITHIN).fitting).toEqual([]);
    expect(bestSimilarity([], [], WITHIN).fitting).toEqual([]);
  });
});
