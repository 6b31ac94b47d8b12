import { type ScanJob, type ScanShare, scanJobId } from '#shared/domain/messages.ts';
import { isoAfter } from '#shared/domain/time-units.ts';
import type { ScheduledWatch } from '#shared/stores/brand-store.ts';
import type { ScanRates } from '#shared/watches/scan-rate.ts';

/** A due watch with the period that it is due for. */
export type DueWatch = ScheduledWatch & { readBy: string };

export type Release = {
  job: ScanJob;
  delaySeconds: number;
  /** Whose job this is: the first one's, and those that share its fetch. */
  watches: DueWatch[];
};

/** Slots of a host that a tick gives out: as many as pass until the next tick. SQS could not delay longer than three of these. */
export const TICK_MS = 5 * 60_000;
/** Brands in one job: each one's listings are compared and stored by the same invocation. */
const MOST_TOGETHER = 10;
/** From its turn to its page a job may take this long; what would come after its period ended is not sent out. */
const SLACK_MS = 30_000;

/**
 * Which due watches go out now. Of each host no more than its scans' slots until the next tick, less what is out and not finished.
 * The next slot is always the brand's that has the fewest pages out, so that one with thousands of due watches delays its own and nobody
 * else's. Those of equal keyword and marketplace go together, whoever is first paying for all.
 */
export function planRelease(due: readonly DueWatch[], rateOf: ScanRates, now: Date): Release[] {
  const byHost = Map.groupBy(due, ({ marketplace }) => rateOf(marketplace).host);
  return [...byHost.values()].flatMap((watches) =>
    releaseOfHost(watches, rateOf(watches[0]!.marketplace).intervalMs, now),
  );
}

function releaseOfHost(due: readonly DueWatch[], intervalMs: number, now: Date): Release[] {
  const pagesOut = new Map<string, number>();
  const charge = (watch: DueWatch) =>
    pagesOut.set(watch.brandId, (pagesOut.get(watch.brandId) ?? 0) + expectedPages(watch));
  let taken = 0;
  const waiting: DueWatch[] = [];
  for (const watch of due) {
    if (watch.releasedFor !== watch.nextAt) waiting.push(watch);
    else {
      charge(watch);
      taken += expectedPages(watch);
    }
  }
  const turns = turnsOf(waiting);
  const slots = Math.max(1, Math.floor(TICK_MS / intervalMs));
  const releases: Release[] = [];
  while (taken < slots) {
    const readyAt = isoAfter(now, taken * intervalMs + SLACK_MS);
    const watches = turns.next(pagesOut, readyAt);
    const [first] = watches;
    if (!first) break;
    releases.push({ job: jobOf(watches), delaySeconds: Math.floor((taken * intervalMs) / 1000), watches });
    charge(first);
    taken += expectedPages(first);
  }
  return releases;
}

/** What the last scan showed, for results are often fewer pages than the watch would follow. */
const expectedPages = ({ pages, lastPages = pages }: DueWatch): number => Math.max(1, Math.min(pages, lastPages));

/** The waiting watches of a host, whose turn it is, and what goes with it. */
function turnsOf(waiting: readonly DueWatch[]) {
  const firstLast = waiting.toSorted((a, b) => (comesBefore(a, b) ? 1 : -1));
  const byBrand = Map.groupBy(firstLast, ({ brandId }) => brandId);
  const bySearch = Map.groupBy(waiting, searchOf);
  const taken = new Set<DueWatch>();
  return {
    /** The watch that has waited longest of the brand with the fewest pages out, and its equals of other brands. */
    next(pagesOut: ReadonlyMap<string, number>, readyAt: string): DueWatch[] {
      const isOut = (watch: DueWatch) => taken.has(watch) || watch.readBy <= readyAt;
      let first: DueWatch | undefined;
      for (const [brandId, watches] of byBrand) {
        while (watches.length > 0 && isOut(watches.at(-1)!)) watches.pop();
        const watch = watches.at(-1);
        if (!watch) byBrand.delete(brandId);
        else if (!first || isBefore(watch, first, pagesOut)) first = watch;
      }
      if (!first) return [];
      const equals = bySearch.get(searchOf(first))!.filter((other) => other !== first && !isOut(other));
      const together = [first, ...equals.slice(0, MOST_TOGETHER - 1)];
      for (const watch of together) taken.add(watch);
      return together;
    },
  };
}

const searchOf = ({ marketplace, keyword }: DueWatch) => JSON.stringify([marketplace, keyword]);

function isBefore(a: DueWatch, b: DueWatch, pagesOut: ReadonlyMap<string, number>): boolean {
  const [outA, outB] = [pagesOut.get(a.brandId) ?? 0, pagesOut.get(b.brandId) ?? 0];
  return outA === outB ? comesBefore(a, b) : outA < outB;
}

/** The brand's own priorities first: they are within its share. Then: since it was last read, not since it fell due: with more due than can be read, the same ones would be left out every time. */
function comesBefore(a: DueWatch, b: DueWatch): boolean {
  if (a.priority !== b.priority) return a.priority;
  const [lastA, lastB] = [a.lastPeriod ?? '', b.lastPeriod ?? ''];
  return lastA === lastB ? a.nextAt < b.nextAt : lastA < lastB;
}

/** For the first page; the crawl follows on as deep as anybody wants. */
function jobOf([first, ...others]: readonly DueWatch[]): ScanJob {
  const { brandId, marketplace, keyword, pages, nextAt: period, readBy } = first!;
  const identity = { brandId, marketplace, keyword, period, page: 1 };
  const job: ScanJob = { ...identity, jobId: scanJobId(identity), pages, readBy, rankOffset: 0 };
  if (others.length === 0) return job;
  return { ...job, sharedWith: others.map(shareOf) };
}

const shareOf = ({ brandId, nextAt: period, pages, readBy }: DueWatch): ScanShare => ({
  brandId,
  period,
  pages,
  readBy,
});
