import { DAY_MS, HOUR_MS } from '#shared/domain/time-units.ts';
import { seededRandom } from '#shared/runtime/seeded-random.ts';
import type { ScheduledWatch } from '#shared/stores/brand-store.ts';
import { periodEnd } from '#shared/watches/watch-schedule.ts';
import { aBrand } from '../support/builders.ts';
import { memoryPace, memoryWatches } from '../support/memory-watches.ts';
import { scanWorld } from '../support/scan-world.ts';
import { virtualTime } from '../support/virtual-time.ts';

const START = new Date('2026-03-01T12:00:00.000Z');
/** Of every simulated host, as most marketplaces are asked. */
export const REQUESTS_PER_SECOND = 0.5;

export type Crowd = { prefix: string; brands: number; keywords: number; marketplaces: number; every: string };

export type Scenario = { crowds: readonly Crowd[]; hours: number; warmUpHours: number; concurrency?: number };

export type Outcome = {
  watches: number;
  /** Seconds from the start of its period to the read page, by the crowd's prefix; sorted. */
  lateness: Map<string, number[]>;
  /** Pages read after the warm-up, and those whose period ended first. */
  pages: number;
  unread: Map<string, number>;
  /** On pace items, for each page fetched. */
  operationsPerPage: number;
  mostOperationsInASecond: number;
  putBacksPerPage: number;
  mostInvocations: number;
};

/** A steady state: every watch is on its grid and falls due at a time of its own. */
export function watchesOf({ prefix, brands, keywords, marketplaces, every }: Crowd): ScheduledWatch[] {
  const periodStart = new Date(START.getTime() - (every === '1d' ? DAY_MS : HOUR_MS));
  return Array.from({ length: brands }, (_, brand) =>
    Array.from({ length: keywords }, (_, n): ScheduledWatch => {
      const keyword = `${prefix}-${brand} ${n}`;
      const marketplace = `shop-${(brand * keywords + n) % marketplaces}`;
      let due = periodEnd({ marketplace, keyword, every }, periodStart);
      while (due < START) due = periodEnd({ marketplace, keyword, every }, due);
      return {
        brandId: `${prefix}-${brand}`,
        keyword,
        marketplace,
        every,
        pages: 1,
        excluded: [],
        priority: false,
        nextAt: due.toISOString(),
      };
    }),
  ).flat();
}

export async function simulate({ crowds, hours, warmUpHours, concurrency = 10 }: Scenario): Promise<Outcome> {
  const time = virtualTime(START);
  const watches = crowds.flatMap(watchesOf);
  const pace = memoryPace(time.now);
  const world = scanWorld({
    time,
    random: seededRandom(1),
    brands: memoryWatches(watches, aBrand()),
    pace: pace.store,
    requestsPerSecond: REQUESTS_PER_SECOND,
    concurrency,
  });
  await world.run(new Date(START.getTime() + hours * HOUR_MS));
  const from = START.getTime() + warmUpHours * HOUR_MS;
  const counted = world.read.filter(({ atMs }) => atMs >= from);
  const prefixOf = ({ brandId }: { brandId: string }) => brandId.slice(0, brandId.lastIndexOf('-'));
  const read = counted.filter(({ coverage }) => coverage === 'complete');
  const unread = Map.groupBy(
    counted.filter(({ coverage }) => coverage === 'not-read'),
    prefixOf,
  );
  return {
    watches: watches.length,
    lateness: new Map(
      [...Map.groupBy(read, prefixOf)].map(([prefix, pages]) => [
        prefix,
        pages.map(({ atMs, period }) => (atMs - Date.parse(period)) / 1000).toSorted((a, b) => a - b),
      ]),
    ),
    pages: read.length,
    unread: new Map([...unread].map(([prefix, pages]) => [prefix, pages.length])),
    operationsPerPage: pace.operations() / world.fetches.length,
    mostOperationsInASecond: pace.mostInASecond(),
    putBacksPerPage: world.putBacks() / world.fetches.length,
    mostInvocations: world.mostInvocations(),
  };
}

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
/** Of sorted values. */
export const quantile = (values: readonly number[], share: number): number =>
  values[Math.min(values.length - 1, Math.floor(share * values.length))]!;
