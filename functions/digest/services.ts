import { createEvidenceStore } from '#shared/evidence/evidence-store.ts';
import { createThumbnailClient } from '#shared/messaging/packet-client.ts';
import { createPrintClient } from '#shared/messaging/render-client.ts';
import { createBrandTopics } from '#shared/messaging/topic.ts';
import { dynamo, lambda, s3, sns } from '#shared/runtime/clients.ts';
import { systemClock } from '#shared/runtime/clock.ts';
import { createAlertStore } from '#shared/stores/alert-store.ts';
import { createBrandStore } from '#shared/stores/brand-store.ts';
import { createCaseStore } from '#shared/stores/case-store.ts';
import { createListingStore } from '#shared/stores/listing-store.ts';
import { createModelStore } from '#shared/stores/model-store.ts';
import { createReportLinkStore } from '#shared/stores/report-link-store.ts';
import { createRollUpStore } from '#shared/stores/roll-up-store.ts';
import { createStoreFileStore } from '#shared/stores/store-file-store.ts';
import type { Env } from './env.ts';
import type { TickServices } from './tick.ts';

export function buildServices(env: Env): TickServices {
  const tables = dynamo();
  return {
    brands: createBrandStore(tables, env.BRANDS_TABLE),
    cases: createCaseStore(tables, env.CASES_TABLE),
    listings: createListingStore(tables, env.LISTINGS_TABLE),
    rollUps: createRollUpStore(tables, env.CASES_TABLE),
    alerts: createAlertStore(tables, env.CASES_TABLE),
    models: createModelStore(tables, env.BRANDS_TABLE),
    storeFiles: createStoreFileStore(tables, env.CASES_TABLE),
    reportLinks: createReportLinkStore(tables, env.CASES_TABLE),
    reports: createEvidenceStore(s3(), env.PAGES_BUCKET),
    thumbnails: createThumbnailClient(lambda(), env.PACKET_FUNCTION_NAME),
    print: createPrintClient(lambda(), env.RENDER_FUNCTION_NAME),
    consoleUrl: env.CONSOLE_URL,
    topics: createBrandTopics(sns(), env.TOPIC_PREFIX),
    clock: systemClock,
  };
}
