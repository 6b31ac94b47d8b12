import { Hono } from 'hono';
import { importHistory, readHistory } from '#shared/comparison/history.ts';
import { readVendorList } from '#shared/comparison/vendor-list.ts';
import type { Access } from '#shared/people/access.ts';
import { historyOperations } from './history-operations.ts';
import { serve } from './operation.ts';
import { notFound } from './problem.ts';
import type { ApiEnv, ApiServices } from './services.ts';

/** What was decided before Markwarden was there. */
export function historyRoutes(services: ApiServices, caller: Access): Hono<ApiEnv> {
  const { brands, sellerRecords } = services;
  const routes = new Hono<ApiEnv>();
  serve(routes, { services, caller }, historyOperations.import, async ({ id, query, body }) => {
    if (!(await brands.get(id))) notFound('brand', id);
    const history = readHistory(readVendorList(body.lines), query.outcomes);
    const report = await importHistory(id, history, { forget: query.forget === 'true' }, sellerRecords);
    const { added, changed, removed, sellers } = report;
    return { body: report, changes: [`${added} added, ${changed} changed, ${removed} removed, ${sellers} sellers`] };
  });
  return routes;
}
