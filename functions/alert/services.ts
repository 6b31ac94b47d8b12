import type { WebhookJob } from '#shared/domain/webhook.ts';
import { createQueue } from '#shared/messaging/queue.ts';
import { createBrandTopics } from '#shared/messaging/topic.ts';
import { dynamo, sns, sqs } from '#shared/runtime/clients.ts';
import { systemClock } from '#shared/runtime/clock.ts';
import { createAlertStore } from '#shared/stores/alert-store.ts';
import { createBrandStore } from '#shared/stores/brand-store.ts';
import { createCaseStore } from '#shared/stores/case-store.ts';
import { createQuotaStore } from '#shared/stores/quota-store.ts';
import { createWebhookStore } from '#shared/stores/webhook-store.ts';
import type { AlertServices } from './alert.ts';
import type { Env } from './env.ts';

export function buildServices(env: Env): AlertServices {
  const tables = dynamo();
  return {
    brands: createBrandStore(tables, env.BRANDS_TABLE),
    cases: createCaseStore(tables, env.CASES_TABLE),
    alerts: createAlertStore(tables, env.CASES_TABLE),
    quotas: createQuotaStore(tables, env.CASES_TABLE),
    topics: createBrandTopics(sns(), env.TOPIC_PREFIX),
    webhooks: createWebhookStore(tables, env.CASES_TABLE),
    webhookJobs: createQueue<WebhookJob>(sqs(), env.WEBHOOK_QUEUE_URL),
    clock: systemClock,
  };
}
