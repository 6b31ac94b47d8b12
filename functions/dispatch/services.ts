import type { AlertJob, ScanJob } from '#shared/domain/messages.ts';
import { createFeedFiles } from '#shared/evidence/feed-files.ts';
import { createQueue } from '#shared/messaging/queue.ts';
import { dynamo, s3, sqs } from '#shared/runtime/clients.ts';
import { systemClock } from '#shared/runtime/clock.ts';
import { createBrandStore } from '#shared/stores/brand-store.ts';
import { createListingStore } from '#shared/stores/listing-store.ts';
import { scanRates } from '#shared/watches/scan-rate.ts';
import type { DispatchServices } from './dispatch.ts';
import type { Env } from './env.ts';
import type { FeedServices } from './feeds.ts';

export function buildServices(env: Env): DispatchServices & FeedServices {
  const [tables, queues] = [dynamo(), sqs()];
  return {
    feeds: createFeedFiles(s3(), env.PAGES_BUCKET),
    brands: createBrandStore(tables, env.BRANDS_TABLE),
    listings: createListingStore(tables, env.LISTINGS_TABLE),
    rateOf: scanRates(env.MARKETPLACE_ORIGINS),
    scanQueue: createQueue<ScanJob>(queues, env.SCAN_QUEUE_URL),
    alertQueue: createQueue<AlertJob>(queues, env.ALERT_QUEUE_URL),
    clock: systemClock,
  };
}
