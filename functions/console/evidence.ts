import { Hono } from 'hono';
import * as z from 'zod';
import type { Case } from '#shared/domain/case.ts';
import { caseFolder } from '#shared/evidence/evidence-store.ts';
import { formOf } from './form-values.ts';
import type { ConsoleEnv, ConsoleServices, Visitor } from './services.ts';

/** Where the visitor's browser finds a piece of a case's evidence. */
export const evidenceAddress = (caseId: string, key: string): string =>
  `/evidence?${new URLSearchParams({ case: caseId, key })}`;

const Asked = z.object({ id: z.string().min(1) });

/** A case's evidence: looked at, had anew, taken away. */
export function evidenceRoutes({
  captures,
  exportCase,
  evidenceLinks,
  audit,
  clock,
}: ConsoleServices): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>();
  const writtenDown = ({ access }: Visitor, action: string, { id, brandId }: Case) =>
    audit.append({ at: clock().toISOString(), by: access.actor, action, brandId, subject: id });

  /** Leads to the object by an address signed for a few minutes, for who may see the case and for that case's objects alone. */
  routes.get('/evidence', async (c) => {
    const { case: caseId = '', key = '' } = c.req.query();
    const record = await c.var.visitor.stores.cases.get(caseId);
    if (!record || !key.startsWith(caseFolder(record.brandId, record.id)) || key.includes('..')) return c.notFound();
    return c.redirect(await evidenceLinks.linkTo(key));
  });

  routes.post('/case/capture', async (c) => {
    const { visitor } = c.var;
    const { id } = await formOf(c, Asked);
    const record = await visitor.stores.cases.get(id);
    if (!record) return c.notFound();
    if (!visitor.access.may('review', record.brandId)) return back(id, { said: 'This needs the right to review.' });
    await captures.send({ caseId: id, since: clock().toISOString(), asked: true }, { group: record.brandId });
    await writtenDown(visitor, 'case:capture', record);
    return back(id, { done: 'It is captured within minutes, at the pace of its marketplace.' });
  });

  routes.post('/case/export', async (c) => {
    const { visitor } = c.var;
    const { id } = await formOf(c, Asked);
    const record = await visitor.stores.cases.get(id);
    if (!record) return c.notFound();
    const { key } = await exportCase({ exportOf: record });
    await writtenDown(visitor, 'case:export', record);
    return c.redirect(await evidenceLinks.linkTo(key), 303);
  });
  return routes;
}

const back = (id: string, told: Record<string, string>): Response =>
  new Response(null, { status: 303, headers: { location: `/case?${new URLSearchParams({ id, ...told })}` } });
