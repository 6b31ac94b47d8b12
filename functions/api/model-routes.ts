import { Hono } from 'hono';
import * as z from 'zod';
import { EVERY_BRAND } from '#shared/domain/membership.ts';
import { modelInUse, problemWith } from '#shared/learning/model-in-use.ts';
import type { Access } from '#shared/people/access.ts';
import { model as shipped } from '#shared/scoring/model.ts';
import { ApiError, demand, jsonBody, queryOf } from './problem.ts';
import type { ApiEnv, ApiServices } from './services.ts';

const PinRequest = z.strictObject({ version: z.string().min(1).max(200) });

/** The model in use, since when, who chose it, what the last night's training found; and the way back to another version. */
export function modelRoutes({ models, clock }: Pick<ApiServices, 'models' | 'clock'>, caller: Access): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>();

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

  routes.get('/', async (c) => {
    queryOf(c, {});
    return c.json(await current());
  });
  /** Goes to this version, or stays with it, until it is unpinned. */
  routes.post('/pin', async (c) => {
    demand(caller, 'administer', EVERY_BRAND); // it judges every brand's offers
    const { version } = PinRequest.parse(await jsonBody(c));
    if (version === shipped.version) await models.putVersion(shipped, clock());
    const stored = await models.stored(version);
    if (!stored) throw new ApiError(404, 'not-found', `There is no model "${version}".`);
    const problem = problemWith(stored);
    if (problem) throw new ApiError(409, 'unusable', `Model "${version}" cannot be used: ${problem}.`);
    await models.pin(version, { by: caller.actor, at: clock().toISOString() });
    return c.json(await current());
  });
  /** The model stays; from the next training on a better one replaces it. */
  routes.post('/unpin', async (c) => {
    demand(caller, 'administer', EVERY_BRAND);
    await models.unpin();
    return c.json(await current());
  });
  return routes;
}
