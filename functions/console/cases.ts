import { Hono } from 'hono';
import * as z from 'zod';
import type { DecisionOutcome } from '#shared/cases/decide.ts';
import { assignCase, remarkOn } from '#shared/cases/remarks.ts';
import type { Case } from '#shared/domain/case.ts';
import { NEEDS } from '#shared/domain/membership.ts';
import { caseEvidence } from '#shared/evidence/case-evidence.ts';
import { reopenCase } from '#shared/notices/by-people.ts';
import type { OwnStores } from '#shared/people/own-stores.ts';
import { blank, formOf } from './form-values.ts';
import { casePage } from './pages/case-page.tsx';
import type { ConsoleEnv, ConsoleServices } from './services.ts';

const Reopening = z.object({ id: z.string(), why: z.string().trim().min(1).max(1000) });

type Change = (
  record: Case,
  form: Record<string, unknown>,
  written: { by: string; at: Date },
  services: Pick<OwnStores, 'cases'> & Pick<ConsoleServices, 'people'>,
) => Promise<DecisionOutcome>;

const REFUSED = { refused: 'Nothing was changed: a note of 1 to 1000 characters, or a whole e-mail address.' };

/** What colleagues tell each other of a case. */
const COLLEAGUES: Record<'remark' | 'assign', Change> = {
  remark: async (record, { text }, written, services) => {
    const note = z.string().trim().min(1).max(1000).safeParse(text);
    return note.success ? remarkOn(record, note.data, written, services) : REFUSED;
  },
  assign: async (record, { to }, written, services) => {
    const address = z.preprocess(blank, z.email().optional()).safeParse(typeof to === 'string' ? to.trim() : to);
    return address.success ? assignCase(record, address.data, written, services) : REFUSED;
  },
};

/** One case. Five reads: session, case, brand, and two for the seller's others. */
export function caseRoutes(services: ConsoleServices): Hono<ConsoleEnv> {
  const { audit, clock, people } = services;
  const routes = new Hono<ConsoleEnv>();

  routes.get('/case', async (c) => {
    const { visitor } = c.var;
    const { stores } = visitor;
    const record = await stores.cases.get(c.req.query('id') ?? '~');
    const brand = record && (await stores.brands.get(record.brandId));
    if (!record || !brand) return c.notFound();
    const { marketplace, seller } = record.listing;
    const ofSeller = seller?.id ? await stores.cases.bySeller(record.brandId, marketplace, seller.id) : [];
    const evidence = await caseEvidence(record, services);
    const [said, done] = ['said', 'done'].map((name) => c.req.query(name)?.slice(0, 300));
    return c.html(casePage(visitor, { brand, record, ofSeller, evidence, now: clock(), said, done }));
  });

  routes.post('/case/reopen', async (c) => {
    const { visitor } = c.var;
    const { id, why } = await formOf(c, Reopening);
    const { access, stores } = visitor;
    const record = await stores.cases.get(id);
    if (!record) return c.notFound();
    const outcome = access.may('review', record.brandId)
      ? await reopenCase(record, { by: access.actor, why }, { cases: stores.cases, clock })
      : { refused: 'This needs the right to review.' };
    const at = clock().toISOString();
    if ('case' in outcome)
      await audit.append({ at, by: access.actor, action: 'case:reopen', brandId: record.brandId, subject: id });
    const said: Record<string, string> = 'refused' in outcome ? { said: outcome.refused } : {};
    return c.redirect(`/case?${new URLSearchParams({ id, ...said })}`, 303);
  });
  for (const path of ['remark', 'assign'] as const)
    routes.post(`/case/${path}`, async (c) => {
      const { access, stores } = c.var.visitor;
      const form = await c.req.parseBody();
      const record = await stores.cases.get(String(form.id ?? '~'));
      if (!record) return c.notFound();
      const { id, brandId } = record;
      const at = clock();
      const outcome = access.may(NEEDS[path], brandId)
        ? await COLLEAGUES[path](record, form, { by: access.actor, at }, { ...stores, people })
        : { refused: `This needs the right to ${NEEDS[path]}.` };
      if ('case' in outcome)
        await audit.append({ at: at.toISOString(), by: access.actor, action: `case:${path}`, brandId, subject: id });
      const said: Record<string, string> = 'refused' in outcome ? { said: outcome.refused } : {};
      return c.redirect(`/case?${new URLSearchParams({ id, ...said })}#colleagues`, 303);
    });
  return routes;
}
