import { Hono } from 'hono';
import { dayOf, type Period } from '#shared/domain/days.ts';
import { type Rebuild, rebuildNow } from '#shared/domain/rebuild.ts';
import type { Access } from '#shared/people/access.ts';
import { ownRollUps } from '#shared/people/own-stores.ts';
import { figuresCsv } from '#shared/reporting/figures-csv.ts';
import { PeriodRefusal, periodAsked } from '#shared/reporting/period.ts';
import { periodFigures } from '#shared/reporting/period-figures.ts';
import { serve } from './operation.ts';
import { brandOperations } from './operations.ts';
import { ApiError, notFound } from './problem.ts';
import type { ApiEnv, ApiServices } from './services.ts';

export function figuresRoutes(services: ApiServices, caller: Access): Hono<ApiEnv> {
  const { brands, listings, storeFiles, clock } = services;
  const rollUps = ownRollUps(services.rollUps, caller);
  const routes = new Hono<ApiEnv>();
  serve(routes, { services, caller }, brandOperations.figures, async ({ id, query }) => {
    if (!(await brands.get(id))) notFound('brand', id);
    const now = clock();
    const period = periodOf(query, dayOf(now));
    const body = await periodFigures(id, period, query.currency, { rollUps, listings, storeFiles, now });
    const csv = query.form === 'csv' && { type: 'text/csv; charset=utf-8', content: figuresCsv(body) };
    return { body, ...(csv && { text: csv }) };
  });
  serve(routes, { services, caller }, brandOperations.rebuildFigures, async ({ id }) => {
    if (!(await brands.get(id))) notFound('brand', id);
    const now = clock();
    const before = await rollUps.rebuild(id);
    if (before && rebuildNow(before, now).state === 'running') return { body: { rebuild: before } };
    const at = now.toISOString();
    const rebuild: Rebuild = { state: 'running', by: caller.actor, askedAt: at, at, read: 0 };
    if (!(await rollUps.beginRebuild(id, before, rebuild))) return { body: { rebuild: await rollUps.rebuild(id) } };
    await services.rebuild(id).catch(async (error: Error) => {
      await rollUps.setRebuild(id, { ...rebuild, state: 'failed', why: error.message.slice(0, 300) });
      throw error;
    });
    return { body: { rebuild } };
  });
  serve(routes, { services, caller }, brandOperations.rebuild, async ({ id }) => {
    const found = await rollUps.rebuild(id);
    return { body: { rebuild: found && rebuildNow(found, clock()) } };
  });
  return routes;
}

function periodOf(query: Partial<Period>, today: string): Period {
  try {
    return periodAsked(query, today);
  } catch (error) {
    if (error instanceof PeriodRefusal) throw new ApiError(400, 'invalid', error.message);
    throw error;
  }
}
