import { Hono } from 'hono';
import { modelInUse, problemWith } from '#shared/learning/model-in-use.ts';
import type { Access } from '#shared/people/access.ts';
import { model as shipped } from '#shared/scoring/model.ts';
import { serve } from './operation.ts';
import { modelOperations } from './operations.ts';
import { ApiError } from './problem.ts';
import type { ApiEnv, ApiServices } from './services.ts';

/** The model in use, since when, who chose it, what the last night's training found; and the way back to another version. */
export function modelRoutes(services: ApiServices, caller: Access): Hono<ApiEnv> {
  const { models, clock } = services;
  const routes = new Hono<ApiEnv>();
  const context = { services, caller };

  const current = async () => {
    const [promoted, versions, training] = await Promise.all([models.promoted(), models.versions(), models.report()]);
    const model = modelInUse(promoted);
    return {
      model,
      promotedAt: promoted?.version === model.version ? promoted.promotedAt : null,
      // Also of a model that cannot be used: it keeps every other one from being promoted.
      pinned: promoted?.pinned ? { version: promoted.version, ...promoted.pinned } : null,
      versions,
      shipped: shipped.version,
      training: training ?? null,
    };
  };

  serve(routes, context, modelOperations.get, async () => ({ body: await current() }));
  serve(routes, context, modelOperations.pin, async ({ body: { version } }) => {
    if (version === shipped.version) await models.putVersion(shipped, clock());
    const stored = await models.stored(version);
    if (!stored) throw new ApiError(404, 'not-found', `There is no model "${version}".`);
    const problem = problemWith(stored);
    if (problem) throw new ApiError(409, 'unusable', `Model "${version}" cannot be used: ${problem}.`);
    await models.pin(version, { by: caller.actor, at: clock().toISOString() });
    return { body: await current(), changes: [`pinned ${version}`] };
  });
  serve(routes, context, modelOperations.unpin, async () => {
    await models.unpin();
    return { body: await current() };
  });
  return routes;
}
