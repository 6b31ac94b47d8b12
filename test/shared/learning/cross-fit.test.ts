import fc from 'fast-check';
import { expect, test } from 'vitest';
import { outOfFold } from '#shared/learning/cross-fit.ts';
import { seededRandom } from '#shared/runtime/seeded-random.ts';

const anyItems = fc.array(fc.record({ sellerId: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'), id: fc.uuid() }), {
  maxLength: 40,
});

test('nobody is judged by a model that saw any offer of the same seller, and everybody by one that saw the rest of some fold', () => {
  fc.assert(
    fc.property(anyItems, fc.integer({ min: 2, max: 6 }), (items, folds) => {
      const answers = outOfFold(items, {
        fit: (training) => training,
        predict: (training, item) => {
          expect(training.some(({ sellerId }) => sellerId === item.sellerId)).toBe(false);
          return training.length;
        },
        random: seededRandom(1),
        folds,
      });
      expect(answers).toHaveLength(items.length);
      const mostOfOneSeller = Math.max(
        0,
        ...Map.groupBy(items, (item) => item.sellerId)
          .values()
          .map((own) => own.length),
      );
      for (const seen of answers) expect(seen).toBeLessThanOrEqual(items.length - 1);
      if (mostOfOneSeller < items.length / 2) expect(Math.max(0, ...answers)).toBeGreaterThan(0);
    }),
  );
});
