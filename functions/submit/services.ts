import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AlertJob, TakedownJob } from '#shared/domain/messages.ts';
import type { NoticeRecord } from '#shared/domain/notice-record.ts';
import { createPageArchive, type PageArchive } from '#shared/evidence/archive.ts';
import { createEvidenceStore, type EvidenceStore } from '#shared/evidence/evidence-store.ts';
import { createTimeStamps, type TimeStamps } from '#shared/evidence/time-stamp.ts';
import type { Fetcher } from '#shared/fetching/fetcher.ts';
import { createFetchingServices } from '#shared/fetching/fetching-services.ts';
import type { PageFetcher } from '#shared/fetching/page-fetcher.ts';
import { readChannelSecrets } from '#shared/messaging/channel-secrets.ts';
import { createMailer } from '#shared/messaging/mailer.ts';
import { createPacketClient } from '#shared/messaging/packet-client.ts';
import { createQueue, type Queue } from '#shared/messaging/queue.ts';
import { createRenderClient, type RenderClient } from '#shared/messaging/render-client.ts';
import { createVenueAccountSecrets } from '#shared/messaging/venue-account-secrets.ts';
import type { Channel } from '#shared/notices/channels/channel.ts';
import { channelFor } from '#shared/notices/channels/channel-for.ts';
import { type Venue, type VenueOf, venues } from '#shared/notices/venue.ts';
import { dynamo, lambda, s3, secrets, ses, sqs } from '#shared/runtime/clients.ts';
import { type Clock, systemClock } from '#shared/runtime/clock.ts';
import { type BrandStore, createBrandStore } from '#shared/stores/brand-store.ts';
import { type CaseStore, createCaseStore } from '#shared/stores/case-store.ts';
import { createModelStore, type ModelStore } from '#shared/stores/model-store.ts';
import { createNoticeStore, type NoticeStore } from '#shared/stores/notice-store.ts';
import { createPaceStore } from '#shared/stores/pace-store.ts';
import { createQuotaStore, type QuotaStore } from '#shared/stores/quota-store.ts';
import { createSwitchStore, type SwitchStore } from '#shared/stores/switch-store.ts';
import type { Env } from './env.ts';

export type SubmitServices = {
  brands: Pick<BrandStore, 'get'>;
  cases: CaseStore;
  quotas: QuotaStore;
  models: Pick<ModelStore, 'promoted' | 'expediting'>;
  venueOf: VenueOf;
  notices: NoticeStore;
  switches: Pick<SwitchStore, 'stopping'>;
  channelFor: (notice: NoticeRecord, venue: Venue) => Channel;
  pages: PageFetcher;
  fetchPicture: Fetcher;
  /** Pages that were brought to us. */
  archive: Pick<PageArchive, 'get'>;
  render: RenderClient;
  evidence: EvidenceStore;
  timeStamps?: TimeStamps;
  alerts: Queue<AlertJob>;
  /** What has more to do than one invocation may. */
  takedowns: Queue<TakedownJob>;
  /** The master switch: off, everything is prepared and nothing leaves. */
  sendingEnabled: boolean;
  clock: Clock;
  newToken: () => string;
};

export async function buildServices(env: Env): Promise<SubmitServices> {
  const tables = dynamo();
  const secretsManager = secrets();
  const { fetcher, pages } = await createFetchingServices(env, createPaceStore(tables, env.PACE_TABLE), 'notice');
  const evidence = createEvidenceStore(s3(), env.EVIDENCE_BUCKET);
  const channelServices = {
    fetcher,
    buildPacket: createPacketClient(lambda(), env.PACKET_FUNCTION_NAME),
    mailer: env.NOTICE_SENDER ? createMailer(ses(), env.NOTICE_SENDER) : undefined,
    signingKeys: () => readChannelSecrets(secretsManager, env.CHANNEL_SECRET_ARN),
    accounts: createVenueAccountSecrets(secretsManager, env.VENUE_ACCOUNTS),
    clock: systemClock,
    sleep,
  };
  return {
    brands: createBrandStore(tables, env.BRANDS_TABLE),
    cases: createCaseStore(tables, env.CASES_TABLE),
    quotas: createQuotaStore(tables, env.CASES_TABLE),
    models: createModelStore(tables, env.BRANDS_TABLE),
    venueOf: venues(env.MARKETPLACE_ORIGINS),
    notices: createNoticeStore(tables, env.CASES_TABLE),
    switches: createSwitchStore(tables, env.CASES_TABLE),
    channelFor: (notice, venue) => channelFor(notice, venue, channelServices),
    pages,
    fetchPicture: fetcher,
    archive: createPageArchive(s3(), env.PAGES_BUCKET),
    render: createRenderClient(lambda(), env.RENDER_FUNCTION_NAME),
    evidence,
    ...(env.TIME_STAMP_URL && { timeStamps: createTimeStamps(env.TIME_STAMP_URL) }),
    alerts: createQueue<AlertJob>(sqs(), env.ALERT_QUEUE_URL),
    takedowns: createQueue<TakedownJob>(sqs(), env.TAKEDOWN_QUEUE_URL),
    sendingEnabled: env.SENDING_ENABLED,
    clock: systemClock,
    newToken: randomUUID,
  };
}
