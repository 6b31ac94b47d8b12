import { createBrandTopics } from '#shared/messaging/topic.ts';
import { dynamo, sns } from '#shared/runtime/clients.ts';
import { systemClock } from '#shared/runtime/clock.ts';
import { readEnv } from '#shared/runtime/env.ts';
import { createAlertStore } from '#shared/stores/alert-store.ts';
import { createBrandStore } from '#shared/stores/brand-store.ts';
import { createCaseStore } from '#shared/stores/case-store.ts';
import { createListingStore } from '#shared/stores/listing-store.ts';
import { createModelStore } from '#shared/stores/model-store.ts';
import { createRollUpStore } from '#shared/stores/roll-up-store.ts';
import { Env } from './env.ts';
import { tick } from './tick.ts';

// Trigger: schedule.
const env = readEnv(Env);
const tables = dynamo();
const services = {
  brands: createBrandStore(tables, env.BRANDS_TABLE),
  cases: createCaseStore(tables, env.CASES_TABLE),
  listings: createListingStore(tables, env.LISTINGS_TABLE),
  rollUps: createRollUpStore(tables, env.CASES_TABLE),
  alerts: createAlertStore(tables, env.CASES_TABLE),
  models: createModelStore(tables, env.BRANDS_TABLE),
  topics: createBrandTopics(sns(), env.TOPIC_PREFIX),
  clock: systemClock,
};

export const handler = (): Promise<void> => tick(services);
