import type { AlertJob, ScanJob, ScoreJob } from '#shared/domain/messages.ts';
import { createPageArchive } from '#shared/evidence/archive.ts';
import { createEvidenceStore } from '#shared/evidence/evidence-store.ts';
import { createFeedFiles } from '#shared/evidence/feed-files.ts';
import { createApiSearch } from '#shared/fetching/api-search.ts';
import { createFetchingServices } from '#shared/fetching/fetching-services.ts';
import { readApiCredentials } from '#shared/messaging/api-credentials.ts';
import { createQueue } from '#shared/messaging/queue.ts';
import { createRenderClient } from '#shared/messaging/render-client.ts';
import { dynamo, lambda, s3, secrets, sqs } from '#shared/runtime/clients.ts';
import { systemClock as clock } from '#shared/runtime/clock.ts';
import { createBrandStore } from '#shared/stores/brand-store.ts';
import { createListingStore } from '#shared/stores/listing-store.ts';
import { createPaceStore } from '#shared/stores/pace-store.ts';
import type { CrawlServices } from './crawl.ts';
import type { Env } from './env.ts';
import { createOtherBrands } from './other-brands.ts';
import { createRenderPage } from './rendered-page.ts';
import type { TakeFeedServices } from './take-feed.ts';

export async function buildServices(env: Env): Promise<CrawlServices & TakeFeedServices> {
  const [tables, queues, buckets] = [dynamo(), sqs(), s3()];
  const { fetcher, pages } = await createFetchingServices(env, createPaceStore(tables, env.PACE_TABLE), 'scan');
  const credentials = await readApiCredentials(secrets(), env.API_SECRET_ARN);
  const brands = createBrandStore(tables, env.BRANDS_TABLE);
  const render = createRenderClient(lambda(), env.RENDER_FUNCTION_NAME);
  return {
    pages,
    feeds: createFeedFiles(buckets, env.PAGES_BUCKET),
    askApi: createApiSearch({ fetcher, pages, credentials, clock }),
    archive: createPageArchive(buckets, env.PAGES_BUCKET),
    renderPage: createRenderPage(render, createEvidenceStore(buckets, env.PAGES_BUCKET), clock),
    brands,
    findOtherBrands: createOtherBrands(brands, clock),
    listings: createListingStore(tables, env.LISTINGS_TABLE),
    scanQueue: createQueue<ScanJob>(queues, env.SCAN_QUEUE_URL),
    scoreQueue: createQueue<ScoreJob>(queues, env.SCORE_QUEUE_URL),
    alertQueue: createQueue<AlertJob>(queues, env.ALERT_QUEUE_URL),
    origins: env.MARKETPLACE_ORIGINS,
    clock,
  };
}
