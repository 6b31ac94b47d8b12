import { Hono } from 'hono';
import { modelInUse } from '#shared/learning/model-in-use.ts';
import type { ApiEnv, ApiServices } from './api.ts';

/** The model in use, since when, and what the last night's training found. */
export function modelRoutes({ models }: Pick<ApiServices, 'models'>): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>();
  routes.get('/', async (c) => {
    const [promoted, training] = await Promise.all([models.promoted(), models.report()]);
    const model = modelInUse(promoted);
    const promotedAt = promoted?.version === model.version ? promoted.promotedAt : null;
    return c.json({ model, promotedAt, training: training ?? null });
  });
  return routes;
}
