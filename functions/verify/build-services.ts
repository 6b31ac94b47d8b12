import type { AlertJob, TakedownJob } from '#shared/domain/messages.ts';
import { deskFor } from '#shared/enforcement/channels/channel-for.ts';
import { venues } from '#shared/enforcement/venue.ts';
import { createFetchingServices } from '#shared/fetching/fetching-services.ts';
import { readChannelSecrets } from '#shared/messaging/channel-secrets.ts';
import { createQueue } from '#shared/messaging/queue.ts';
import { dynamo, secrets, sqs } from '#shared/runtime/clients.ts';
import { systemClock } from '#shared/runtime/clock.ts';
import { createBrandStore } from '#shared/stores/brand-store.ts';
import { createCaseStore } from '#shared/stores/case-store.ts';
import { createPaceStore } from '#shared/stores/pace-store.ts';
import type { Env } from './env.ts';
import type { VerifyServices } from './services.ts';

export async function buildServices(env: Env): Promise<VerifyServices> {
  const tables = dynamo();
  const queues = sqs();
  const { fetcher, pages } = createFetchingServices(env, createPaceStore(tables, env.PACE_TABLE));
  const desk = { fetcher, secrets: await readChannelSecrets(secrets(), env.CHANNEL_SECRET_ARN), clock: systemClock };
  return {
    brands: createBrandStore(tables, env.BRANDS_TABLE),
    cases: createCaseStore(tables, env.CASES_TABLE),
    venueOf: venues(env.MARKETPLACE_ORIGINS),
    deskFor: (venue) => deskFor(venue, desk),
    pages,
    takedowns: createQueue<TakedownJob>(queues, env.TAKEDOWN_QUEUE_URL),
    alerts: createQueue<AlertJob>(queues, env.ALERT_QUEUE_URL),
    clock: systemClock,
  };
}
