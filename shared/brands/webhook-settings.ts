import { randomUUID } from 'node:crypto';
import type { Webhook, WebhookEvent, WebhookForm, WebhookJob } from '#shared/domain/webhook.ts';
import { neverFetched } from '#shared/fetching/ssrf-guard.ts';
import type { Queue } from '#shared/messaging/queue.ts';
import { eventId, type WebhookKeys } from '#shared/messaging/webhook-keys.ts';
import type { Clock } from '#shared/runtime/clock.ts';
import type { WebhookStore } from '#shared/stores/webhook-store.ts';

export type WebhookServices = {
  webhooks: Pick<WebhookStore, 'get' | 'put'>;
  webhookKeys: Pick<WebhookKeys, 'secretOf' | 'seal'>;
  webhookJobs: Pick<Queue<WebhookJob>, 'send'>;
  clock: Clock;
};

/** `secret`: what the receiver checks signatures with; said now and never again. Slack's form has none. */
export type ToldOnce = { webhook: Webhook; secret?: string };

export type WebhookWish = {
  /** https. */
  url: string;
  form: WebhookForm;
  /** Absent: all of them. */
  events?: WebhookEvent[];
};

/** Sends a brand's news to an address from now on, in place of the one before. */
export async function setWebhook(
  brandId: string,
  { url, form, events }: WebhookWish,
  by: string,
  services: WebhookServices,
): Promise<ToldOnce | { refused: string }> {
  const { webhooks, webhookKeys, clock } = services;
  const address = new URL(url);
  const problem = neverFetched(address);
  if (problem) return { refused: `url: ${problem}.` };
  const before = await webhooks.get(brandId);
  const webhook: Webhook = {
    brandId,
    form,
    ...(events && { events }),
    host: address.host,
    sealedUrl: await webhookKeys.seal(brandId, address.href),
    // Another receiver must not be able to check, or make, what the one before could: after one that was removed the count goes on too.
    generation: (before?.generation ?? Math.floor(clock().getTime() / 1000)) + 1,
    by,
    at: clock().toISOString(),
  };
  await webhooks.put(webhook);
  return withSecret(webhook, services);
}

/** A new signing secret; for a day events are signed with the old one too. */
export async function rotateWebhook(before: Webhook, services: WebhookServices): Promise<ToldOnce> {
  const rotated = { ...before, generation: before.generation + 1, rotatedAt: services.clock().toISOString() };
  await services.webhooks.put(rotated);
  return withSecret(rotated, services);
}

/** Has a test event delivered; returns its id, under which `lastDelivery` says how that went. */
export async function testWebhook(
  brandId: string,
  by: string,
  { webhookJobs, clock }: Pick<WebhookServices, 'webhookJobs' | 'clock'>,
): Promise<string> {
  const message = `A test, asked for by ${by}.`;
  const alert = { alertId: `test|${randomUUID()}`, brandId, at: clock().toISOString(), message };
  const job = { brandId, event: 'test' as const, alert, tries: 0 };
  await webhookJobs.send(job, { group: brandId });
  return eventId(job);
}

async function withSecret(webhook: Webhook, { webhookKeys }: WebhookServices): Promise<ToldOnce> {
  const { brandId, form, generation } = webhook;
  return { webhook, ...(form === 'standard' && { secret: await webhookKeys.secretOf(brandId, generation) }) };
}
