import { Hono } from 'hono';
import type { Access } from '#shared/people/access.ts';
import { ownRollUps } from '#shared/people/own-stores.ts';
import { brandFigures } from '#shared/reporting/brand-figures.ts';
import { dayAfter, dayOf, daysBetween, type Period } from '#shared/reporting/days.ts';
import { figuresCsv } from '#shared/reporting/figures-csv.ts';
import { serve } from './operation.ts';
import { brandOperations } from './operations.ts';
import { ApiError } from './problem.ts';
import type { ApiEnv, ApiServices } from './services.ts';

const USUAL_DAYS = 90;
/** Every day is one item to read. */
const MOST_DAYS = 366;

export function figuresRoutes(services: ApiServices, caller: Access): Hono<ApiEnv> {
  const { brands, clock } = services;
  const rollUps = ownRollUps(services.rollUps, caller);
  const routes = new Hono<ApiEnv>();
  serve(routes, { services, caller }, brandOperations.figures, async ({ id, query }) => {
    if (!(await brands.get(id))) throw new ApiError(404, 'not-found', `There is no brand "${id}".`);
    const now = clock();
    const figures = await brandFigures(id, periodOf(query, dayOf(now)), { rollUps, now });
    const csv = query.form === 'csv' && { type: 'text/csv; charset=utf-8', content: figuresCsv(figures) };
    return { body: figures, ...(csv && { text: csv }) };
  });
  return routes;
}

/** @throws ApiError when the days are the wrong way round, or too many. */
function periodOf({ from, to }: Partial<Period>, today: string): Period {
  const end = to ?? today;
  const start = from ?? dayAfter(end, 1 - USUAL_DAYS);
  if (start > end) throw new ApiError(400, 'invalid', `from: ${start} is after ${end}.`);
  if (daysBetween(start, end) >= MOST_DAYS)
    throw new ApiError(400, 'invalid', `from: at most ${MOST_DAYS} days at a time; ask for the years one by one.`);
  return { from: start, to: end };
}
