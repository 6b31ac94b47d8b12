import type { ScanJob } from '#shared/domain/messages.ts';
import { createQueue } from '#shared/messaging/queue.ts';
import { dynamo, sqs } from '#shared/runtime/clients.ts';
import { systemClock } from '#shared/runtime/clock.ts';
import { readEnv } from '#shared/runtime/env.ts';
import { createBrandStore } from '#shared/stores/brand-store.ts';
import { dispatch } from './dispatch.ts';
import { Env } from './env.ts';

// Trigger: every five minutes; may fire twice or late. Reads: brands (due watches). Writes: scan queue, then the watch's next time.
const env = readEnv(Env);
const services = {
  brands: createBrandStore(dynamo(), env.BRANDS_TABLE),
  scanQueue: createQueue<ScanJob>(sqs(), env.SCAN_QUEUE_URL),
  clock: systemClock,
};

export const handler = async (): Promise<void> => {
  await dispatch(services);
};
