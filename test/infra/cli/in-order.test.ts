import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inOrder } from '#infra/cli/in-order.ts';

test('results come in the order of the items, and no more are worked on than allowed', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(5), { maxLength: 20 }),
      fc.integer({ min: 1, max: 6 }),
      fc.scheduler(),
      async (items, atOnce, scheduler) => {
        let working = 0;
        let most = 0;
        const work = async (item: number) => {
          most = Math.max(most, ++working);
          await scheduler.schedule(Promise.resolve());
          working--;
          return item;
        };
        const collected = collect(inOrder(asynchronous(items), atOnce, work));
        await scheduler.waitFor(collected);
        expect(await collected).toEqual(items);
        expect(most).toBeLessThanOrEqual(atOnce);
      },
    ),
    { numRuns: 50 },
  );
});

async function* asynchronous<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
