import { Hono } from 'hono';
import type { Access } from '#shared/people/access.ts';
import { ownRollUps } from '#shared/people/own-stores.ts';
import { dayOf, type Period } from '#shared/reporting/days.ts';
import { figuresCsv } from '#shared/reporting/figures-csv.ts';
import { PeriodRefusal, periodAsked } from '#shared/reporting/period.ts';
import { periodFigures } from '#shared/reporting/period-figures.ts';
import { rebuildRollUps } from '#shared/reporting/rebuild.ts';
import { serve } from './operation.ts';
import { brandOperations } from './operations.ts';
import { ApiError } from './problem.ts';
import type { ApiEnv, ApiServices } from './services.ts';

export function figuresRoutes(services: ApiServices, caller: Access): Hono<ApiEnv> {
  const { brands, listings, storeFiles, clock } = services;
  const rollUps = ownRollUps(services.rollUps, caller);
  const routes = new Hono<ApiEnv>();
  serve(routes, { services, caller }, brandOperations.figures, async ({ id, query }) => {
    if (!(await brands.get(id))) throw new ApiError(404, 'not-found', `There is no brand "${id}".`);
    const now = clock();
    const period = periodOf(query, dayOf(now));
    const body = await periodFigures(id, period, query.currency, { rollUps, listings, storeFiles, now });
    const csv = query.form === 'csv' && { type: 'text/csv; charset=utf-8', content: figuresCsv(body) };
    return { body, ...(csv && { text: csv }) };
  });
  serve(routes, { services, caller }, brandOperations.rebuildFigures, async ({ id }) => {
    if (!(await brands.get(id))) throw new ApiError(404, 'not-found', `There is no brand "${id}".`);
    const rebuilt = await rebuildRollUps(id, { rollUps, now: clock() });
    return { body: rebuilt, changes: rebuilt.changed };
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
