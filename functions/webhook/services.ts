import type { WebhookJob } from '#shared/domain/webhook.ts';
import type { Fetcher } from '#shared/fetching/fetcher.ts';
import { createHttpFetcher } from '#shared/fetching/http-fetcher.ts';
import { proxyAddress } from '#shared/fetching/proxy-address.ts';
import { createQueue, type Queue } from '#shared/messaging/queue.ts';
import { createWebhookKeys, type WebhookKeys } from '#shared/messaging/webhook-keys.ts';
import { dynamo, secrets, sqs } from '#shared/runtime/clients.ts';
import { type Clock, systemClock } from '#shared/runtime/clock.ts';
import { type BrandStore, createBrandStore } from '#shared/stores/brand-store.ts';
import { type CaseStore, createCaseStore } from '#shared/stores/case-store.ts';
import { createWebhookStore, type WebhookStore } from '#shared/stores/webhook-store.ts';
import type { Env } from './env.ts';

export type WebhookServices = {
  brands: Pick<BrandStore, 'get'>;
  cases: Pick<CaseStore, 'get'>;
  webhooks: Pick<WebhookStore, 'get' | 'noteDelivery'>;
  keys: WebhookKeys;
  /** Leads to public web servers only. */
  fetch: Fetcher;
  consoleUrl: string;
  clock: Clock;
};

export async function buildServices(env: Env): Promise<WebhookServices & { jobs: Queue<WebhookJob> }> {
  const client = dynamo();
  return {
    brands: createBrandStore(client, env.BRANDS_TABLE),
    cases: createCaseStore(client, env.CASES_TABLE),
    webhooks: createWebhookStore(client, env.CASES_TABLE),
    keys: createWebhookKeys(secrets(), env.WEBHOOK_SECRET_ARN),
    fetch: createHttpFetcher({
      userAgent: env.USER_AGENT,
      allowedPrivateOrigins: env.ALLOWED_PRIVATE_ORIGINS,
      proxy: await proxyAddress(env),
    }),
    consoleUrl: env.CONSOLE_URL,
    clock: systemClock,
    jobs: createQueue(sqs(), env.WEBHOOK_QUEUE_URL),
  };
}
