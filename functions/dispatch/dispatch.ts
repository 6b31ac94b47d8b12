import { intervalMs } from '#shared/domain/brand.ts';
import { type ScanJob, scanJobId } from '#shared/domain/messages.ts';
import type { Queue } from '#shared/messaging/queue.ts';
import type { Clock } from '#shared/runtime/clock.ts';
import { countMetric, logger } from '#shared/runtime/logger.ts';
import type { BrandStore, ScheduledWatch } from '#shared/stores/brand-store.ts';

export type DispatchServices = {
  brands: Pick<BrandStore, 'dueWatches' | 'advance'>;
  scanQueue: Queue<ScanJob>;
  clock: Clock;
};

const CHUNK = 100;

/**
 * Turns every due watch into the job for its first page. Jobs are sent before the watch is moved on: a crash in between repeats
 * them under the same ids, which the crawl skips, whereas the other order would lose a period. Watches with priority go first.
 */
export async function dispatch({ brands, scanQueue, clock }: DispatchServices): Promise<number> {
  const now = clock();
  const due = (await brands.dueWatches(now)).toSorted((a, b) => Number(b.priority) - Number(a.priority));
  for (let start = 0; start < due.length; start += CHUNK) {
    const planned = due.slice(start, start + CHUNK).map((watch) => ({ watch, ...schedule(watch, now) }));
    await scanQueue.sendAll(
      planned.map(({ watch, period }) => ({ message: firstPage(watch, period), options: { group: watch.brandId } })),
    );
    await Promise.all(planned.map(({ watch, next }) => brands.advance(watch, next)));
  }
  logger.info('watches dispatched', { count: due.length });
  countMetric('WatchesDispatched', due.length);
  return due.length;
}

/**
 * The watch's own grid: it never drifts by late ticks, and after an outage only the latest period is caught up.
 * Not a function of when within the period the tick came, so a second tick makes the same job ids.
 */
export function schedule(watch: Pick<ScheduledWatch, 'nextAt' | 'every'>, now: Date): { period: Date; next: Date } {
  const startMs = Date.parse(watch.nextAt);
  const everyMs = intervalMs(watch.every);
  const missed = Math.max(0, Math.floor((now.getTime() - startMs) / everyMs));
  const periodMs = startMs + missed * everyMs;
  return { period: new Date(periodMs), next: new Date(periodMs + everyMs) };
}

function firstPage({ brandId, marketplace, keyword, pages }: ScheduledWatch, start: Date): ScanJob {
  const period = start.toISOString();
  const identity = { brandId, marketplace, keyword, period, page: 1 };
  return { ...identity, jobId: scanJobId(identity), pages, rankOffset: 0 };
}
