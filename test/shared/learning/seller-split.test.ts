import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitBySellerAndTime } from '#shared/learning/seller-split.ts';

const items = fc.array(
  fc.record({
    sellerId: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'),
    decidedAt: fc.integer({ min: 1, max: 28 }).map((day) => `2026-05-${String(day).padStart(2, '0')}T00:00:00.000Z`),
  }),
  { maxLength: 60 },
);

test('no seller stands on both sides, training lies before what is held out, and nothing is lost', () => {
  fc.assert(
    fc.property(items, (all) => {
      const { training, heldOut, unused } = splitBySellerAndTime(all, 0.2);
      const heldOutSellers = new Set(heldOut.map((item) => item.sellerId));
      expect(training.some((item) => heldOutSellers.has(item.sellerId))).toBe(false);
      const firstHeldOut = heldOut.map((item) => item.decidedAt).toSorted()[0] ?? '~';
      expect(training.every((item) => item.decidedAt < firstHeldOut)).toBe(true);
      expect(training.length + heldOut.length + unused.length).toBe(all.length);
      if (all.length > 0) expect(heldOut.length).toBeGreaterThanOrEqual(0.2 * all.length);
    }),
  );
});
