// Trigger: HTTP API. Reads and writes: brands, listings, cases. Sends: takedown queue. Creates: the brand's SNS topic.
import { handle } from 'hono/aws-lambda';
import { createQueue } from '#shared/messaging/queue.ts';
import { createBrandTopics } from '#shared/messaging/topic.ts';
import { dynamo, sns, sqs } from '#shared/runtime/clients.ts';
import { systemClock } from '#shared/runtime/clock.ts';
import { readEnv } from '#shared/runtime/env.ts';
import { createBrandStore } from '#shared/stores/brand-store.ts';
import { createCaseStore } from '#shared/stores/case-store.ts';
import { createListingStore } from '#shared/stores/listing-store.ts';
import { createModelStore } from '#shared/stores/model-store.ts';
import { createApi } from './api.ts';
import { Env } from './env.ts';

const env = readEnv(Env);
const client = dynamo();
const topics = createBrandTopics(sns(), env.TOPIC_PREFIX);

const api = createApi({
  brands: createBrandStore(client, env.BRANDS_TABLE),
  listings: createListingStore(client, env.LISTINGS_TABLE),
  cases: createCaseStore(client, env.CASES_TABLE),
  models: createModelStore(client, env.BRANDS_TABLE),
  takedowns: createQueue(sqs(), env.TAKEDOWN_QUEUE_URL),
  prepareAlerts: (brand) => topics.ensureSubscriptions(brand.id, brand.alerts.emails),
  clock: systemClock,
  outboxPath: env.OUTBOX_PATH,
});

export const handler = handle(api);
