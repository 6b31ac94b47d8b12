import { Hono } from 'hono';
import { keySegment } from '#shared/evidence/object-keys.ts';
import type { ConsoleEnv, ConsoleServices } from './services.ts';

/** Where the visitor's browser finds a piece of a case's evidence. */
export const evidenceAddress = (caseId: string, key: string): string =>
  `/evidence?${new URLSearchParams({ case: caseId, key })}`;

/** Leads to the object by an address signed for a few minutes, for who may see the case and for that case's objects alone. */
export function evidenceRoutes({ evidenceLinks }: ConsoleServices): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>();
  routes.get('/evidence', async (c) => {
    const { case: caseId = '', key = '' } = c.req.query();
    const record = await c.var.visitor.stores.cases.get(caseId);
    const folder = record && `${keySegment(record.brandId)}/${keySegment(record.id)}/`;
    if (!folder || !key.startsWith(folder) || key.includes('..')) return c.notFound();
    return c.redirect(await evidenceLinks.linkTo(key));
  });
  return routes;
}
