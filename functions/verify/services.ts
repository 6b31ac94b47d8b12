import { setTimeout as sleep } from 'node:timers/promises';
import type { CaptureJob } from '#shared/domain/capture.ts';
import type { AlertJob, ScoreJob, TakedownJob } from '#shared/domain/messages.ts';
import type { NoticeRecord } from '#shared/domain/notice-record.ts';
import { createFetchingServices } from '#shared/fetching/fetching-services.ts';
import type { PageFetcher } from '#shared/fetching/page-fetcher.ts';
import { readChannelSecrets } from '#shared/messaging/channel-secrets.ts';
import { createQueue, type Queue } from '#shared/messaging/queue.ts';
import { createVenueAccountSecrets } from '#shared/messaging/venue-account-secrets.ts';
import type { NoticeReader } from '#shared/notices/channels/channel.ts';
import { readerFor } from '#shared/notices/channels/reader-for.ts';
import { type Venue, type VenueOf, venues } from '#shared/notices/venue.ts';
import { dynamo, secrets, sqs } from '#shared/runtime/clients.ts';
import { type Clock, systemClock } from '#shared/runtime/clock.ts';
import { type BrandStore, createBrandStore } from '#shared/stores/brand-store.ts';
import { type CaseStore, createCaseStore } from '#shared/stores/case-store.ts';
import { createNoticeStore, type NoticeStore } from '#shared/stores/notice-store.ts';
import { createPaceStore } from '#shared/stores/pace-store.ts';
import { createStoreFileStore, type StoreFileStore } from '#shared/stores/store-file-store.ts';
import type { Env } from './env.ts';

export type VerifyServices = {
  brands: Pick<BrandStore, 'get'>;
  cases: CaseStore;
  venueOf: VenueOf;
  notices: NoticeStore;
  storeFiles: StoreFileStore;
  readerFor: (notice: NoticeRecord, venue: Venue) => NoticeReader;
  pages: PageFetcher;
  takedowns: Queue<TakedownJob>;
  scores: Queue<ScoreJob>;
  captures: Queue<CaptureJob>;
  alerts: Queue<AlertJob>;
  clock: Clock;
};

export async function buildServices(env: Env): Promise<VerifyServices> {
  const tables = dynamo();
  const secretsManager = secrets();
  const queues = sqs();
  const { fetcher, pages } = await createFetchingServices(env, createPaceStore(tables, env.PACE_TABLE), 'notice');
  const readerServices = {
    fetcher,
    signingKeys: () => readChannelSecrets(secretsManager, env.CHANNEL_SECRET_ARN),
    accounts: createVenueAccountSecrets(secretsManager, env.VENUE_ACCOUNTS),
    clock: systemClock,
    sleep,
  };
  return {
    brands: createBrandStore(tables, env.BRANDS_TABLE),
    cases: createCaseStore(tables, env.CASES_TABLE),
    venueOf: venues(env.MARKETPLACE_ORIGINS),
    notices: createNoticeStore(tables, env.CASES_TABLE),
    storeFiles: createStoreFileStore(tables, env.CASES_TABLE),
    readerFor: (notice, venue) => readerFor(notice, venue, readerServices),
    pages,
    takedowns: createQueue<TakedownJob>(queues, env.TAKEDOWN_QUEUE_URL),
    scores: createQueue<ScoreJob>(queues, env.SCORE_QUEUE_URL),
    captures: createQueue<CaptureJob>(queues, env.CAPTURE_QUEUE_URL),
    alerts: createQueue<AlertJob>(queues, env.ALERT_QUEUE_URL),
    clock: systemClock,
  };
}
