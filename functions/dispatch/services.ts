import type { AlertJob, ScanJob } from '#shared/domain/messages.ts';
import { createQueue } from '#shared/messaging/queue.ts';
import { dynamo, sqs } from '#shared/runtime/clients.ts';
import { systemClock } from '#shared/runtime/clock.ts';
import { createBrandStore } from '#shared/stores/brand-store.ts';
import { createListingStore } from '#shared/stores/listing-store.ts';
import { scanRates } from '#shared/watches/scan-rate.ts';
import type { DispatchServices } from './dispatch.ts';
import type { Env } from './env.ts';

export function buildServices(env: Env): DispatchServices {
  const [tables, queues] = [dynamo(), sqs()];
  return {
    brands: createBrandStore(tables, env.BRANDS_TABLE),
    listings: createListingStore(tables, env.LISTINGS_TABLE),
    rateOf: scanRates(env.MARKETPLACE_ORIGINS),
    scanQueue: createQueue<ScanJob>(queues, env.SCAN_QUEUE_URL),
    alertQueue: createQueue<AlertJob>(queues, env.ALERT_QUEUE_URL),
    clock: systemClock,
  };
}
