import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dispatch, schedule } from '#functions/dispatch/dispatch.ts';
import type { ScanJob } from '#shared/domain/messages.ts';
import { type BrandStore, createBrandStore } from '#shared/stores/brand-store.ts';
import { aBrand } from '../../support/builders.ts';
import { memoryQueue } from '../../support/memory-queue.ts';
import { startTables, type Tables } from '../../support/tables.ts';

const START = new Date('2026-03-01T12:00:00.000Z');
const hoursLater = (hours: number) => new Date(START.getTime() + hours * 3_600_000);

let tables: Tables;
let brands: BrandStore;

beforeAll(async () => {
  tables = await startTables();
  brands = createBrandStore(tables.client, tables.names.brands);
  await brands.put(
    aBrand({
      watches: [{ keyword: 'nordhavn jacket', marketplaces: ['bazaar', 'ebay@www.ebay.de'], every: '6h', pages: 3 }],
    }),
    START,
  );
});
afterAll(() => tables.stop());

async function tick(now: Date) {
  const scanQueue = memoryQueue<ScanJob>();
  await dispatch({ brands, scanQueue, clock: () => now });
  return scanQueue.sent.toSorted((a, b) => a.message.jobId.localeCompare(b.message.jobId));
}

describe('a tick', () => {
  it('starts every due watch once per period, on the grid of the watch, however late it comes', async () => {
    const [first, second] = await tick(START);
    expect(first).toEqual({
      message: {
        jobId: 'nordhavn|bazaar|nordhavn jacket|2026-03-01T12:00:00.000Z|1',
        brandId: 'nordhavn',
        marketplace: 'bazaar',
        keyword: 'nordhavn jacket',
        period: '2026-03-01T12:00:00.000Z',
        page: 1,
        pages: 3,
        rankOffset: 0,
      },
      options: { group: 'nordhavn' },
    });
    expect(second?.message.marketplace).toBe('ebay@www.ebay.de');
    expect(await tick(hoursLater(5.9))).toEqual([]);
    expect((await tick(hoursLater(6.3))).map(({ message }) => message.period)).toEqual(
      Array(2).fill(hoursLater(6).toISOString()),
    );
    // The late tick did not move the grid.
    expect(await tick(hoursLater(11.9))).toEqual([]);
    expect(await tick(hoursLater(12))).toHaveLength(2);
  });

  it('sends watches with priority before the others', async () => {
    const scanQueue = memoryQueue<ScanJob>();
    const watch = {
      brandId: 'b',
      marketplace: 'bazaar',
      every: '1d',
      pages: 1,
      excluded: [],
      nextAt: START.toISOString(),
    };
    const due = [
      { ...watch, keyword: 'first', priority: false },
      { ...watch, keyword: 'second', priority: true },
      { ...watch, keyword: 'third', priority: true },
    ];
    await dispatch({
      brands: { dueWatches: async () => due, advance: async () => true },
      scanQueue,
      clock: () => START,
    });
    expect(scanQueue.sent.map(({ message }) => message.keyword)).toEqual(['second', 'third', 'first']);
  });

  it('catches up on one period after a long outage, not on all of them', async () => {
    const jobs = await tick(hoursLater(100));
    expect(jobs.map(({ message }) => message.period)).toEqual(Array(2).fill(hoursLater(96).toISOString()));
    expect(await tick(hoursLater(100.1))).toEqual([]);
    expect(await tick(hoursLater(102))).toHaveLength(2);
  });

  it('that died after sending makes the next one send the same jobs, under the same ids', async () => {
    const now = hoursLater(108);
    const scanQueue = memoryQueue<ScanJob>();
    const dying = { ...brands, advance: () => Promise.reject(new Error('killed')) };
    await expect(dispatch({ brands: dying, scanQueue, clock: () => now })).rejects.toThrow('killed');
    const again = await tick(new Date(now.getTime() + 300_000));
    expect(again.map(({ message }) => message.jobId)).toEqual(
      scanQueue.sent.map(({ message }) => message.jobId).toSorted(),
    );
  });

  it('that could not send leaves the watch due', async () => {
    const now = hoursLater(114);
    const scanQueue = { ...memoryQueue<ScanJob>(), sendAll: () => Promise.reject(new Error('SQS is down')) };
    await expect(dispatch({ brands, scanQueue, clock: () => now })).rejects.toThrow('SQS is down');
    expect(await tick(now)).toHaveLength(2);
  });
});

describe('the schedule', () => {
  it('never drifts, never repeats a period, and is never left in the past', () => {
    const every = fc.constantFrom('15m', '1h', '6h', '1d');
    fc.assert(
      fc.property(
        every,
        fc.array(fc.integer({ min: 1, max: 200_000_000 }), { minLength: 1, maxLength: 20 }),
        (interval, waits) => {
          const step =
            schedule({ nextAt: START.toISOString(), every: interval }, START).next.getTime() - START.getTime();
          let nextAt = START;
          let now = START.getTime();
          const periods: number[] = [];
          for (const wait of waits) {
            now += wait;
            if (nextAt.getTime() > now) continue;
            const { period, next } = schedule({ nextAt: nextAt.toISOString(), every: interval }, new Date(now));
            expect(period.getTime()).toBeLessThanOrEqual(now);
            expect(next.getTime()).toBeGreaterThan(now);
            expect((period.getTime() - START.getTime()) % step).toBe(0);
            periods.push(period.getTime());
            nextAt = next;
          }
          expect(new Set(periods).size).toBe(periods.length);
        },
      ),
    );
  });
});
