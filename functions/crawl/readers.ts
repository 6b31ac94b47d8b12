import type { Brand } from '#shared/domain/brand.ts';
import { withoutSite } from '#shared/domain/ids.ts';
import type { Listing } from '#shared/domain/listing.ts';
import { type AlertJob, type ScanJob, scanJobId } from '#shared/domain/messages.ts';
import type { Queue } from '#shared/messaging/queue.ts';
import type { Clock } from '#shared/runtime/clock.ts';
import { countMetric, logger } from '#shared/runtime/logger.ts';
import type { BrandStore } from '#shared/stores/brand-store.ts';
import type { ListingStore } from '#shared/stores/listing-store.ts';
import { notRead, notReadAlert } from '#shared/watches/unread-period.ts';
import type { PageOutcome } from './read-page.ts';

export type ReaderServices = {
  brands: Pick<BrandStore, 'get' | 'finish'>;
  listings: Pick<ListingStore, 'getScanPage' | 'putScanPage'>;
  alertQueue: Queue<AlertJob>;
  clock: Clock;
};

/** A brand that this page is read for, with the job as it would be for it alone. */
export type Reader = { brand: Brand; job: ScanJob };

/** Without those for whom it was read before, and brands that are gone. */
export async function readersOf(job: ScanJob, { brands, listings }: ReaderServices): Promise<Reader[]> {
  const { sharedWith = [], ...own } = job;
  const others = sharedWith.map((share) => ({ ...own, ...share, jobId: scanJobId({ ...own, ...share }) }));
  const readers = await Promise.all(
    [own, ...others].map(async (each) => {
      const { jobId, brandId } = each;
      if (await listings.getScanPage(jobId)) return undefined;
      const brand = await brands.get(brandId);
      if (!brand) logger.warn('scan of a brand that is gone', { jobId });
      return brand && { brand, job: each };
    }),
  );
  return readers.filter((reader) => reader !== undefined);
}

export const isOver = ({ readBy }: ScanJob, now: Date) => readBy !== undefined && now.toISOString() >= readBy;

/** Reading it now would only be late for the period that has begun since. */
export async function endUnread(job: ScanJob, { listings, alertQueue, brands, clock }: ReaderServices): Promise<void> {
  countMetric('PagesNotRead', 1, { marketplace: withoutSite(job.marketplace) });
  await alertQueue.send(notReadAlert(job, clock()), { group: job.brandId });
  await finish(job, job.page - 1, brands);
  await listings.putScanPage(notRead(job, clock()));
}

/** Last of all: what stands here is done. */
export async function record(
  job: ScanJob,
  { outcome, found, isLast }: { outcome: PageOutcome; found: readonly Listing[]; isLast: boolean },
  { brands, listings, clock }: ReaderServices,
): Promise<void> {
  const { jobId, brandId, marketplace, keyword, period, page, rankOffset, brought } = job;
  const { coverage, reason } = outcome.reading;
  if (isLast) await finish(job, page, brands);
  const identity = { jobId, brandId, marketplace, keyword, period, page, rankOffset };
  const listingIds = found.map(({ id }) => id);
  const { archiveKey } = outcome;
  await listings.putScanPage({
    ...identity,
    coverage,
    reason,
    listingIds,
    archiveKey,
    brought,
    at: clock().toISOString(),
  });
}

/** The watch may fall due again; until now it was not given out anew. */
async function finish(job: ScanJob, pages: number, brands: ReaderServices['brands']): Promise<void> {
  if (job.readBy) await brands.finish({ ...job, pages }, job.readBy);
}
