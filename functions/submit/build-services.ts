import { randomUUID } from 'node:crypto';
import type { AlertJob } from '#shared/domain/messages.ts';
import { channelFor } from '#shared/enforcement/channels/channel-for.ts';
import { venues } from '#shared/enforcement/venue.ts';
import { createEvidenceStore } from '#shared/evidence/evidence-store.ts';
import { createFetchingServices } from '#shared/fetching/fetching-services.ts';
import { readChannelSecrets } from '#shared/messaging/channel-secrets.ts';
import { createQueue } from '#shared/messaging/queue.ts';
import { createRenderClient } from '#shared/messaging/render-client.ts';
import { dynamo, lambda, s3, secrets, sqs } from '#shared/runtime/clients.ts';
import { systemClock } from '#shared/runtime/clock.ts';
import { createBrandStore } from '#shared/stores/brand-store.ts';
import { createCaseStore } from '#shared/stores/case-store.ts';
import { createModelStore } from '#shared/stores/model-store.ts';
import { createPaceStore } from '#shared/stores/pace-store.ts';
import { createQuotaStore } from '#shared/stores/quota-store.ts';
import type { Env } from './env.ts';
import type { SubmitServices } from './services.ts';

export async function buildServices(env: Env): Promise<SubmitServices> {
  const tables = dynamo();
  const { fetcher, pages } = createFetchingServices(env, createPaceStore(tables, env.PACE_TABLE));
  const evidence = createEvidenceStore(s3(), env.EVIDENCE_BUCKET);
  const desk = {
    fetcher,
    evidence,
    secrets: await readChannelSecrets(secrets(), env.CHANNEL_SECRET_ARN),
    clock: systemClock,
  };
  return {
    brands: createBrandStore(tables, env.BRANDS_TABLE),
    cases: createCaseStore(tables, env.CASES_TABLE),
    quotas: createQuotaStore(tables, env.CASES_TABLE),
    models: createModelStore(tables, env.BRANDS_TABLE),
    venueOf: venues(env.MARKETPLACE_ORIGINS),
    channelFor: (venue) => channelFor(venue, desk),
    pages,
    render: createRenderClient(lambda(), env.RENDER_FUNCTION_NAME),
    evidence,
    alerts: createQueue<AlertJob>(sqs(), env.ALERT_QUEUE_URL),
    sendingEnabled: env.SENDING_ENABLED,
    clock: systemClock,
    newToken: randomUUID,
  };
}
