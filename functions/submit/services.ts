import { randomUUID } from 'node:crypto';
import type { AlertJob } from '#shared/domain/messages.ts';
import { createEvidenceStore, type EvidenceStore } from '#shared/evidence/evidence-store.ts';
import { createFetchingServices } from '#shared/fetching/fetching-services.ts';
import type { PageFetcher } from '#shared/fetching/page-fetcher.ts';
import { readChannelSecrets } from '#shared/messaging/channel-secrets.ts';
import { createQueue, type Queue } from '#shared/messaging/queue.ts';
import { createRenderClient, type RenderClient } from '#shared/messaging/render-client.ts';
import type { Channel } from '#shared/notices/channels/channel.ts';
import { channelFor } from '#shared/notices/channels/channel-for.ts';
import { type Venue, type VenueOf, venues } from '#shared/notices/venue.ts';
import { dynamo, lambda, s3, secrets, sqs } from '#shared/runtime/clients.ts';
import { type Clock, systemClock } from '#shared/runtime/clock.ts';
import { type BrandStore, createBrandStore } from '#shared/stores/brand-store.ts';
import { type CaseStore, createCaseStore } from '#shared/stores/case-store.ts';
import { createModelStore, type ModelStore } from '#shared/stores/model-store.ts';
import { createPaceStore } from '#shared/stores/pace-store.ts';
import { createQuotaStore, type QuotaStore } from '#shared/stores/quota-store.ts';
import type { Env } from './env.ts';

export type SubmitServices = {
  brands: Pick<BrandStore, 'get'>;
  cases: CaseStore;
  quotas: QuotaStore;
  models: Pick<ModelStore, 'promoted' | 'expediting'>;
  venueOf: VenueOf;
  channelFor: (venue: Venue) => Channel;
  pages: PageFetcher;
  render: RenderClient;
  evidence: EvidenceStore;
  alerts: Queue<AlertJob>;
  /** The kill switch: off, everything is prepared and nothing leaves. */
  sendingEnabled: boolean;
  clock: Clock;
  newToken: () => string;
};

export async function buildServices(env: Env): Promise<SubmitServices> {
  const tables = dynamo();
  const { fetcher, pages } = createFetchingServices(env, createPaceStore(tables, env.PACE_TABLE), 'notice');
  const evidence = createEvidenceStore(s3(), env.EVIDENCE_BUCKET);
  const noticeStatus = {
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
    channelFor: (venue) => channelFor(venue, noticeStatus),
    pages,
    render: createRenderClient(lambda(), env.RENDER_FUNCTION_NAME),
    evidence,
    alerts: createQueue<AlertJob>(sqs(), env.ALERT_QUEUE_URL),
    sendingEnabled: env.SENDING_ENABLED,
    clock: systemClock,
    newToken: randomUUID,
  };
}
