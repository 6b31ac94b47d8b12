import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DispatchServices, dispatch } from '#functions/dispatch/dispatch.ts';
import { type DueWatch, planRelease, TICK_MS } from '#functions/dispatch/plan.ts';
import type { AlertJob, ScanJob } from '#shared/domain/messages.ts';
import { type BrandStore, createBrandStore } from '#shared/stores/brand-store.ts';
import { createListingStore, type ListingStore } from '#shared/stores/listing-store.ts';
import { currentPeriod, periodEnd } from '#shared/watches/watch-schedule.ts';
import { aBrand } from '../../support/builders.ts';
import { memoryQueue } from '../../support/memory-queue.ts';
import { startTables, type Tables } from '../../support/tables.ts';

const START = new Date('2026-03-01T12:00:00.000Z');
const minutesAfter = (from: Date, minutes: number) => new Date(from.getTime() + minutes * 60_000);

let tables: Tables;
let brands: BrandStore;
let listings: ListingStore;
let alertQueue: ReturnType<typeof memoryQueue<AlertJob>>;

beforeAll(async () => {
  tables = await startTables();
  brands = createBrandStore(tables.client, tables.names.brands);
  listings = createListingStore(tables.client, tables.names.listings, () => START);
});
afterAll(() => tables.stop());

/** Every test has a brand of its own; what other tests left due is put aside. */
async function registered(id: string, every = '6h', keywords = ['nordhavn jacket']): Promise<void> {
  for (const watch of await brands.dueWatches(new Date('2027-01-01')))
    await brands.advance(watch, new Date('2028-01-01'));
  const marketplaces = ['bazaar', 'ebay@www.ebay.de'];
  await brands.put(
    aBrand({ id, watches: keywords.map((keyword) => ({ keyword, marketplaces, every, pages: 3 })) }),
    START,
  );
}

function servicesAt(now: Date, overrides: Partial<DispatchServices> = {}) {
  const scanQueue = memoryQueue<ScanJob>();
  alertQueue = memoryQueue<AlertJob>();
  const rateOf = (marketplace: string) => ({ host: marketplace, intervalMs: 1000 });
  return { brands, listings, rateOf, scanQueue, alertQueue, clock: () => now, ...overrides };
}

async function tick(now: Date, overrides: Partial<DispatchServices> = {}): Promise<ScanJob[]> {
  const services = servicesAt(now, overrides);
  await dispatch(services);
  const { sent } = services.scanQueue as ReturnType<typeof memoryQueue<ScanJob>>;
  return sent.map(({ message }) => message).toSorted((a, b) => a.jobId.localeCompare(b.jobId));
}

const finished = async (jobs: readonly ScanJob[]) => {
  for (const job of jobs) expect(await brands.finish({ ...job, pages: 1 }, job.readBy!)).toBe(true);
};

describe('a tick', () => {
  it('starts every due watch, and none whose job is not finished', async () => {
    await registered('started');
    const [first, second] = await tick(START);
    expect(first).toEqual({
      jobId: 'started|bazaar|nordhavn jacket|2026-03-01T12:00:00.000Z|1',
      brandId: 'started',
      marketplace: 'bazaar',
      keyword: 'nordhavn jacket',
      period: '2026-03-01T12:00:00.000Z',
      readBy: periodEnd({ marketplace: 'bazaar', keyword: 'nordhavn jacket', every: '6h' }, START).toISOString(),
      page: 1,
      pages: 3,
      rankOffset: 0,
    });
    expect(second?.marketplace).toBe('ebay@www.ebay.de');
    expect(await tick(minutesAfter(START, 5))).toEqual([]);
    expect(await tick(minutesAfter(START, 60))).toEqual([]);
  });

  it('starts a finished watch again with its next period, however late the tick comes', async () => {
    await registered('again');
    const jobs = await tick(START);
    await finished(jobs);
    const latest = new Date(Math.max(...jobs.map(({ readBy }) => Date.parse(readBy!))));
    const next = await tick(minutesAfter(latest, 17));
    expect(next.map(({ period }) => period)).toEqual(jobs.map(({ readBy }) => readBy));
    expect(next.every(({ readBy, period }) => Date.parse(readBy!) - Date.parse(period) === 6 * 3_600_000)).toBe(true);
    expect(alertQueue.sent).toEqual([]);
  });

  it('reports a period that was not read, once, and goes on with the one of now', async () => {
    await registered('outage');
    const missed = await tick(START);
    const later = minutesAfter(START, 60 * 100);
    const jobs = await tick(later);
    expect(jobs).toHaveLength(2);
    for (const { period, readBy } of jobs) {
      expect(period <= later.toISOString()).toBe(true);
      expect(readBy! > later.toISOString()).toBe(true);
    }
    const pages = await listings.scanPages('outage');
    expect(pages.map(({ jobId, coverage }) => `${jobId} ${coverage}`).toSorted()).toEqual(
      missed.map(({ jobId }) => `${jobId} not-read`),
    );
    expect(alertQueue.sent.map(({ message }) => [message.alertId, message.kind])).toEqual(
      expect.arrayContaining([['not-read|outage|bazaar|2026-03-05', 'coverage-lost']]),
    );
    expect(await tick(minutesAfter(later, 5))).toEqual([]);
    expect(alertQueue.sent).toEqual([]);
  });

  it('that died after sending makes the next one send the same jobs, under the same ids', async () => {
    await registered('died');
    const scanQueue = memoryQueue<ScanJob>();
    const dying = { ...brands, release: () => Promise.reject(new Error('killed')) };
    await expect(dispatch(servicesAt(START, { brands: dying, scanQueue }))).rejects.toThrow('killed');
    const again = await tick(minutesAfter(START, 5));
    expect(again.map(({ jobId }) => jobId)).toEqual(scanQueue.sent.map(({ message }) => message.jobId).toSorted());
  });

  it('that could not send leaves the watch due', async () => {
    await registered('unsent');
    const scanQueue = { ...memoryQueue<ScanJob>(), sendAll: () => Promise.reject(new Error('SQS is down')) };
    await expect(dispatch(servicesAt(START, { scanQueue }))).rejects.toThrow('SQS is down');
    expect(await tick(START)).toHaveLength(2);
  });
});

const due = (brandId: string, n: number, overrides: Partial<DueWatch> = {}): DueWatch => ({
  brandId,
  keyword: `${brandId} ${n}`,
  marketplace: 'shop',
  every: '1h',
  pages: 1,
  excluded: [],
  priority: false,
  nextAt: minutesAfter(START, n).toISOString(),
  readBy: minutesAfter(START, 600).toISOString(),
  ...overrides,
});
const many = (brandId: string, count: number, overrides: Partial<DueWatch> = {}) =>
  Array.from({ length: count }, (_, n) => due(brandId, n, overrides));
const SLOT_MS = 3_000;
const plan = (watches: readonly DueWatch[]) =>
  planRelease(watches, (marketplace) => ({ host: marketplace, intervalMs: SLOT_MS }), START);

describe('what a tick releases', () => {
  it('is at most what the host can take until the next one, spread over that time', () => {
    const releases = plan(many('loud', 1_000));
    expect(releases).toHaveLength(TICK_MS / SLOT_MS);
    expect(releases.map(({ delaySeconds }) => delaySeconds)).toEqual(releases.map((_, index) => index * 3));
    expect(plan([...many('loud', 500), ...many('loud', 500, { marketplace: 'other' })])).toHaveLength(200);
  });

  it('is less by what is out and not finished', () => {
    const out = many('loud', 40).map((watch) => ({ ...watch, releasedFor: watch.nextAt }));
    expect(plan([...out, ...many('other', 1_000)])).toHaveLength(60);
    expect(
      plan([...many('loud', 100).map((watch) => ({ ...watch, releasedFor: watch.nextAt })), due('other', 1)]),
    ).toEqual([]);
  });

  it('goes round the brands, the one with the fewest pages out first', () => {
    const releases = plan([...many('loud', 500), ...many('a1', 5), ...many('b2', 5)]);
    const first = releases.slice(0, 15).map(({ job }) => job.brandId);
    expect(Object.fromEntries([...Map.groupBy(first, (id) => id)].map(([id, all]) => [id, all.length]))).toEqual({
      loud: 5,
      a1: 5,
      b2: 5,
    });
    const alreadyOut = many('loud', 5).map((watch) => ({ ...watch, releasedFor: watch.nextAt }));
    const second = plan([...alreadyOut, ...many('loud', 500, { keyword: 'x' }), ...many('a1', 5)]);
    expect(second.slice(0, 5).map(({ job }) => job.brandId)).toEqual(Array(5).fill('a1'));
  });

  it('counts the pages that a scan had last time', () => {
    expect(plan(many('deep', 1_000, { pages: 10 }))).toHaveLength(10);
    expect(plan(many('short', 1_000, { pages: 10, lastPages: 2 }))).toHaveLength(50);
  });

  it("begins with a brand's watches with priority, within the brand's share", () => {
    const urgent = many('loud', 3, { priority: true }).map((watch, n) => ({ ...watch, keyword: `urgent ${n}` }));
    const releases = plan([...many('loud', 200), ...urgent, ...many('quiet', 3)]);
    const first = releases.slice(0, 6).map(({ job }) => job.keyword);
    expect(first.toSorted()).toEqual(['quiet 0', 'quiet 1', 'quiet 2', 'urgent 0', 'urgent 1', 'urgent 2']);
  });

  it('leaves nobody out every time: who was read longest ago comes first, and nobody whose period ends before the turn', () => {
    const read = (n: number) => ({ lastPeriod: minutesAfter(START, -100 - n).toISOString() });
    const releases = plan(many('loud', 300).map((watch, n) => ({ ...watch, ...(n >= 50 && read(n)) })));
    const keywords = releases.map(({ job }) => Number(job.keyword.split(' ')[1]));
    expect(keywords.slice(0, 50)).toEqual(Array.from({ length: 50 }, (_, n) => n));
    expect(keywords.slice(50)).toEqual(Array.from({ length: 50 }, (_, n) => 299 - n));
    const soonOver = many('late', 300, { readBy: minutesAfter(START, 2).toISOString() });
    expect(plan(soonOver)).toHaveLength(30);
  });

  it('is one job for equal keywords of several brands, ten brands at most', () => {
    const same = Array.from({ length: 12 }, (_, n) =>
      due(`brand-${n}`, n, { keyword: 'down jacket', pages: (n % 3) + 1 }),
    );
    const releases = plan(same);
    expect(releases.map(({ watches }) => watches.length)).toEqual([10, 2]);
    expect(releases[0]!.job.sharedWith).toHaveLength(9);
    expect(
      releases
        .flatMap(({ watches }) => watches)
        .map(({ brandId }) => brandId)
        .toSorted(),
    ).toEqual(same.map(({ brandId }) => brandId).toSorted());
  });

  it('never starves anybody: whoever is due longest among the least served is among the first', () => {
    const loads = fc.array(
      fc.record({ brand: fc.integer({ min: 0, max: 6 }), count: fc.integer({ min: 1, max: 200 }) }),
      { minLength: 1, maxLength: 7 },
    );
    fc.assert(
      fc.property(loads, (given) => {
        const watches = given.flatMap(({ brand, count }, group) =>
          many(`brand-${brand}`, count, { keyword: `k${group}` }).map((watch, n) => ({
            ...watch,
            keyword: `k${group} ${n}`,
          })),
        );
        const releases = plan(watches);
        const brandsDue = new Set(watches.map(({ brandId }) => brandId));
        const head = new Set(
          releases.slice(0, brandsDue.size * 2).flatMap((release) => release.watches.map(({ brandId }) => brandId)),
        );
        expect(head).toEqual(brandsDue);
        const ids = releases.flatMap((release) => release.watches);
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });
});

describe('the schedule of a watch', () => {
  const watch = fc.record({
    keyword: fc.string({ minLength: 1, maxLength: 20 }),
    marketplace: fc.constantFrom('ebay', 'bazaar'),
    every: fc.constantFrom('15m', '1h', '6h', '1d'),
  });
  const MS = { '15m': 900_000, '1h': 3_600_000, '6h': 21_600_000, '1d': 86_400_000 } as Record<string, number>;

  it('never drifts, never repeats a period, and is never left in the past', () => {
    const waits = fc.array(fc.integer({ min: 1, max: 200_000_000 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(watch, waits, (scheduled, pauses) => {
        let dueAt = START;
        let now = START.getTime();
        const starts: number[] = [];
        for (const pause of pauses) {
          now += pause;
          if (dueAt.getTime() > now) continue;
          const { start, end } = currentPeriod(scheduled, dueAt, new Date(now));
          expect(start.getTime()).toBeLessThanOrEqual(now);
          expect(end.getTime()).toBeGreaterThan(now);
          expect(periodEnd(scheduled, end).getTime() - end.getTime()).toBe(MS[scheduled.every]);
          starts.push(start.getTime());
          dueAt = end;
        }
        expect(new Set(starts).size).toBe(starts.length);
      }),
    );
  });

  it('is spread over the period, and the same for equal watches of every brand', () => {
    const hours = Array.from({ length: 240 }, (_, n) =>
      Math.floor(
        (periodEnd({ marketplace: 'ebay', keyword: `k${n}`, every: '1d' }, START).getTime() % 86_400_000) / 3_600_000,
      ),
    );
    const perHour = [...Map.groupBy(hours, (hour) => hour).values()].map((all) => all.length);
    expect(perHour.length).toBe(24);
    expect(Math.max(...perHour)).toBeLessThan(30);
    const same = { marketplace: 'ebay', keyword: 'jacket', every: '1d' };
    const later = new Date(START.getTime() + 5 * 3_600_000);
    const [one, other] = [periodEnd(same, START), periodEnd(same, later)];
    expect((one.getTime() - other.getTime()) % 86_400_000).toBe(0);
  });
});
