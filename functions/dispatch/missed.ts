import { withoutSite } from '#shared/domain/ids.ts';
import { type AlertJob, scanJobId } from '#shared/domain/messages.ts';
import type { Queue } from '#shared/messaging/queue.ts';
import type { Clock } from '#shared/runtime/clock.ts';
import { countMetric } from '#shared/runtime/logger.ts';
import type { ScheduledWatch } from '#shared/stores/brand-store.ts';
import type { ListingStore } from '#shared/stores/listing-store.ts';
import { notRead, notReadAlert } from '#shared/watches/unread-period.ts';

export type MissedServices = {
  listings: Pick<ListingStore, 'getScanPage' | 'putScanPage'>;
  alertQueue: Queue<AlertJob>;
  clock: Clock;
};

/** The period that the watch stood at, and further ones after it, are over without its job being done: written down, counted and told. */
export async function reportMissed(watch: ScheduledWatch, missed: number, services: MissedServices): Promise<void> {
  const { listings, alertQueue, clock } = services;
  const marketplace = withoutSite(watch.marketplace);
  const page = await firstUnread(watch, listings);
  if (page === undefined) return; // all was read, and only the last word of it got lost
  countMetric('PagesNotRead', missed, { marketplace });
  await listings.putScanPage(notRead({ ...watch, period: watch.nextAt, page, rankOffset: 0 }, clock()));
  await alertQueue.send(notReadAlert(watch, clock()), { group: watch.brandId });
}

async function firstUnread(
  watch: ScheduledWatch,
  listings: Pick<ListingStore, 'getScanPage'>,
): Promise<number | undefined> {
  for (let page = 1; page <= watch.pages; page++)
    if (!(await listings.getScanPage(scanJobId({ ...watch, period: watch.nextAt, page })))) return page;
  return undefined;
}
