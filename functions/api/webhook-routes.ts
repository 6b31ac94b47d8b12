import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import type { Webhook } from '#shared/domain/webhook.ts';
import { neverFetched } from '#shared/fetching/ssrf-guard.ts';
import { eventId } from '#shared/messaging/webhook-keys.ts';
import type { Access } from '#shared/people/access.ts';
import { ownWebhooks } from '#shared/people/own-stores.ts';
import { serve } from './operation.ts';
import { ApiError } from './problem.ts';
import type { ApiEnv, ApiServices } from './services.ts';
import { webhookOperations } from './webhook-operations.ts';

export function webhookRoutes(services: ApiServices, caller: Access): Hono<ApiEnv> {
  const { webhookKeys: keys, webhookJobs, clock } = services;
  const webhooks = ownWebhooks(services.webhooks, caller);
  const routes = new Hono<ApiEnv>();
  const context = { services, caller };

  const known = async (brandId: string): Promise<Webhook> => {
    const found = await webhooks.get(brandId);
    if (!found) throw new ApiError(404, 'not-found', `"${brandId}" has no webhook: npx markwarden webhook set`);
    return found;
  };
  const withSecret = async (webhook: Webhook) => ({
    webhook: shown(webhook),
    ...(webhook.form === 'standard' && { secret: await keys.secretOf(webhook.brandId, webhook.generation) }),
  });

  serve(routes, context, webhookOperations.get, async ({ id }) => {
    const found = await webhooks.get(id);
    return { body: found ? { webhook: shown(found) } : {} };
  });
  serve(routes, context, webhookOperations.put, async ({ id, body: { url, form, events } }) => {
    if (!(await services.brands.asRegistered(id))) throw new ApiError(404, 'not-found', `There is no brand "${id}".`);
    const address = new URL(url);
    const problem = neverFetched(address);
    if (problem) throw new ApiError(400, 'invalid', `url: ${problem}.`);
    const before = await webhooks.get(id);
    const webhook: Webhook = {
      brandId: id,
      form,
      ...(events && { events }),
      host: address.host,
      sealedUrl: await keys.seal(id, address.href),
      // Another receiver must not be able to check, or make, what the one before could: after one that was removed the count goes on too.
      generation: (before?.generation ?? Math.floor(clock().getTime() / 1000)) + 1,
      by: caller.actor,
      at: clock().toISOString(),
    };
    await webhooks.put(webhook);
    return { body: await withSecret(webhook), changes: [`to ${address.host} as ${form}`] };
  });
  serve(routes, context, webhookOperations.rotate, async ({ id }) => {
    const before = await known(id);
    const rotated = { ...before, generation: before.generation + 1, rotatedAt: clock().toISOString() };
    await webhooks.put(rotated);
    return { body: await withSecret(rotated), changes: ['a new secret'] };
  });
  serve(routes, context, webhookOperations.test, async ({ id }) => {
    await known(id);
    const message = `A test, asked for by ${caller.actor}.`;
    const alert = { alertId: `test|${randomUUID()}`, brandId: id, at: clock().toISOString(), message };
    const job = { brandId: id, event: 'test' as const, alert, tries: 0 };
    await webhookJobs.send(job, { group: id });
    return { body: { id: eventId(job) }, status: 202 };
  });
  serve(routes, context, webhookOperations.remove, async ({ id }) => {
    const before = await webhooks.get(id);
    if (before) await webhooks.remove(id);
    return { body: { removed: before !== undefined } };
  });
  return routes;
}

const shown = ({ sealedUrl: _, ...webhook }: Webhook): Omit<Webhook, 'sealedUrl'> => webhook;
