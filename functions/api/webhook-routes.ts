import { Hono } from 'hono';
import { rotateWebhook, setWebhook, type ToldOnce, testWebhook } from '#shared/brands/webhook-settings.ts';
import type { Webhook } from '#shared/domain/webhook.ts';
import type { Access } from '#shared/people/access.ts';
import { ownWebhooks } from '#shared/people/own-stores.ts';
import { serve } from './operation.ts';
import { ApiError, notFound } from './problem.ts';
import type { ApiEnv, ApiServices } from './services.ts';
import { webhookOperations } from './webhook-operations.ts';

export function webhookRoutes(services: ApiServices, caller: Access): Hono<ApiEnv> {
  const webhooks = ownWebhooks(services.webhooks, caller);
  const settings = { ...services, webhooks };
  const routes = new Hono<ApiEnv>();
  const context = { services, caller };

  const known = async (brandId: string): Promise<Webhook> => {
    const found = await webhooks.get(brandId);
    if (!found) throw new ApiError(404, 'not-found', `"${brandId}" has no webhook: npx markwarden webhook set`);
    return found;
  };

  serve(routes, context, webhookOperations.get, async ({ id }) => {
    const found = await webhooks.get(id);
    return { body: found ? { webhook: shown(found) } : {} };
  });
  serve(routes, context, webhookOperations.put, async ({ id, body }) => {
    if (!(await services.brands.asRegistered(id))) notFound('brand', id);
    const told = await setWebhook(id, body, caller.actor, settings);
    if ('refused' in told) throw new ApiError(400, 'invalid', told.refused);
    return { body: toldOnce(told), changes: [`to ${told.webhook.host} as ${body.form}`] };
  });
  serve(routes, context, webhookOperations.rotate, async ({ id }) => ({
    body: toldOnce(await rotateWebhook(await known(id), settings)),
    changes: ['a new secret'],
  }));
  serve(routes, context, webhookOperations.test, async ({ id }) => {
    await known(id);
    return { body: { id: await testWebhook(id, caller.actor, settings) }, status: 202 };
  });
  serve(routes, context, webhookOperations.remove, async ({ id }) => {
    const before = await webhooks.get(id);
    if (before) await webhooks.remove(id);
    return { body: { removed: before !== undefined } };
  });
  return routes;
}

const shown = ({ sealedUrl: _, ...webhook }: Webhook): Omit<Webhook, 'sealedUrl'> => webhook;
const toldOnce = ({ webhook, secret }: ToldOnce) => ({ webhook: shown(webhook), ...(secret && { secret }) });
