import type { AlertJob, ScanJob } from '#shared/domain/messages.ts';
import type { Queue } from '#shared/messaging/queue.ts';
import type { Clock } from '#shared/runtime/clock.ts';
import { countMetric, logger } from '#shared/runtime/logger.ts';
import type { BrandStore, ScheduledWatch } from '#shared/stores/brand-store.ts';
import type { ListingStore } from '#shared/stores/listing-store.ts';
import type { ScanRates } from '#shared/watches/scan-rate.ts';
import { currentPeriod } from '#shared/watches/watch-schedule.ts';
import { reportMissed } from './missed.ts';
import { type DueWatch, planRelease, type Release } from './plan.ts';

export type DispatchServices = {
  brands: Pick<BrandStore, 'dueWatches' | 'advance' | 'release'>;
  listings: Pick<ListingStore, 'getScanPage' | 'putScanPage'>;
  rateOf: ScanRates;
  scanQueue: Queue<ScanJob>;
  alertQueue: Queue<AlertJob>;
  clock: Clock;
};

const CHUNK = 100;

/**
 * Turns due watches into jobs, as many as their hosts can take until the next tick; the others stay due. A watch whose period ended
 * without its job being done is reported and goes on with the period of now.
 */
export async function dispatch(services: DispatchServices): Promise<number> {
  const { brands, rateOf, clock } = services;
  const now = clock();
  const due: DueWatch[] = [];
  for (const watches of chunks(await brands.dueWatches(now)))
    due.push(...(await Promise.all(watches.map((watch) => inItsPeriod(watch, now, services)))).filter(isThere));
  const releases = planRelease(due, rateOf, now);
  for (const some of chunks(releases)) await release(some, services);
  const count = releases.reduce((sum, { watches }) => sum + watches.length, 0);
  logger.info('watches dispatched', { count, due: due.length });
  countMetric('WatchesDispatched', count);
  countMetric('WatchesWaiting', due.length - count);
  return count;
}

/**
 * Jobs are sent before their watches are marked: a crash in between repeats them under the same ids, which the crawl skips, whereas
 * the other order would lose a period.
 */
async function release(releases: readonly Release[], { brands, scanQueue }: DispatchServices): Promise<void> {
  await scanQueue.sendAll(
    releases.map(({ job, delaySeconds }) => ({ message: job, options: { group: job.brandId, delaySeconds } })),
  );
  await Promise.all(releases.flatMap(({ watches }) => watches.map((watch) => brands.release(watch, watch.nextAt))));
}

/** Undefined when another tick was faster. */
async function inItsPeriod(
  watch: ScheduledWatch,
  now: Date,
  services: DispatchServices,
): Promise<DueWatch | undefined> {
  const { start, end, missed } = currentPeriod(watch, new Date(watch.nextAt), now);
  const readBy = end.toISOString();
  if (missed === 0) return { ...watch, readBy };
  await reportMissed(watch, missed, services);
  if (!(await services.brands.advance(watch, start))) return undefined;
  return { ...watch, nextAt: start.toISOString(), releasedFor: undefined, readBy };
}

function* chunks<T>(all: readonly T[]): Generator<T[]> {
  for (let start = 0; start < all.length; start += CHUNK) yield all.slice(start, start + CHUNK);
}

const isThere = <T>(found: T | undefined): found is T => found !== undefined;
