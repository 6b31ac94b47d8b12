import { type Context, Hono } from 'hono';
import * as z from 'zod';
import { recordTestBuy } from '#shared/cases/test-buys.ts';
import type { Case } from '#shared/domain/case.ts';
import { StatedClaim } from '#shared/domain/claim.ts';
import { NEEDS, type Permission } from '#shared/domain/membership.ts';
import { moneyFromText } from '#shared/domain/money.ts';
import { TestBuy } from '#shared/domain/test-buy.ts';
import { stateClaim } from '#shared/notices/state-claim.ts';
import { blank, refusalOf } from './form-values.ts';
import type { ConsoleEnv, ConsoleServices } from './services.ts';

const optional = z.preprocess(blank, z.string().optional());
/** As the form sends it: fields that were left empty are there, and empty; so is a file that nobody chose. */
const Bought = z
  .object({
    orderId: z.string(),
    orderedAt: z.string(),
    cost: optional,
    arrivedAt: optional,
    examinedAt: optional,
    by: z.string(),
    verdict: z.string(),
    findings: z.string(),
    photos: z.preprocess(
      (value) => (value === undefined ? [] : [value].flat()).filter((each) => !(each instanceof File) || each.size > 0),
      z.array(z.instanceof(File)),
    ),
  })
  .transform(({ examinedAt: at, by, verdict, findings, ...rest }) => ({
    ...rest,
    ...((at || verdict || findings) && { examined: { at, by, verdict, findings } }),
  }));
/** The right with the kind of claim that it bears, as one choice. */
const Claimed = z
  .object({ claim: z.string(), sentence: z.string() })
  .transform(({ claim, sentence }) => {
    const [kind, ...right] = claim.split(' ');
    return { kind, right: right.join(' '), sentence };
  })
  .pipe(StatedClaim);

type Services = Pick<ConsoleServices, 'audit' | 'clock' | 'documents'>;
type Form = Record<string, unknown>;
type Outcome = { case: Case; changes?: string[] } | { refused: string };
type Finding = {
  needs: Permission;
  /** Of the page, where it is shown. */
  at: string;
  take: (record: Case, form: Form, c: Context<ConsoleEnv>) => Promise<Outcome>;
};

/** What people find out about an offer, which no program can: what the goods are, and whose work they copy. */
export function findingRoutes({ audit, clock, documents }: Services): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>();
  const findings: Record<string, Finding> = {
    'test-buy': {
      needs: 'review',
      at: 'test-buys',
      async take(record, form, c) {
        const entered = Bought.safeParse(form);
        if (!entered.success) return { refused: refusalOf(entered.error) };
        const { photos, cost: said, ...facts } = entered.data;
        const cost = said === undefined ? undefined : moneyFromText(said);
        if (said !== undefined && !cost) return { refused: `cost: "${said}" is no amount such as "49.90 EUR"` };
        const parsed = TestBuy.safeParse({ ...facts, ...(cost && { cost }) });
        if (!parsed.success) return { refused: refusalOf(parsed.error) };
        const files = [];
        for (const photo of photos) {
          const kept = await documents.keep(record.brandId, {
            name: photo.name,
            body: new Uint8Array(await photo.arrayBuffer()),
          });
          if ('refused' in kept)
            return { refused: `${photo.name} was not kept, and nothing was written: ${kept.refused}` };
          files.push(kept);
        }
        return recordTestBuy(record, { ...parsed.data, files }, { ...c.var.visitor.stores, clock });
      },
    },
    claim: {
      needs: NEEDS.stateClaim,
      at: 'claim',
      async take(record, form, c) {
        const { access, stores } = c.var.visitor;
        const claim = Claimed.safeParse(form);
        if (!claim.success) return { refused: refusalOf(claim.error) };
        const stated = await stateClaim(record, { by: access.actor, claim: claim.data }, { ...stores, clock });
        return 'refused' in stated ? stated : { ...stated, changes: [`${claim.data.kind} on ${claim.data.right}`] };
      },
    },
  };
  for (const [name, { needs, at: place, take }] of Object.entries(findings))
    routes.post(`/case/${name}`, async (c) => {
      const { access, stores } = c.var.visitor;
      const form = await c.req.parseBody({ all: true });
      const record = await stores.cases.get(String(form.id ?? '~'));
      if (!record) return c.notFound();
      const { id, brandId } = record;
      const outcome = access.may(needs, brandId)
        ? await take(record, form, c)
        : { refused: `This needs the right to ${needs}.` };
      const at = clock().toISOString();
      const { changes } = 'case' in outcome ? outcome : {};
      if ('case' in outcome)
        await audit.append({
          at,
          by: access.actor,
          action: `case:${name}`,
          brandId,
          subject: id,
          ...(changes && { changes }),
        });
      const said: Record<string, string> = 'refused' in outcome ? { said: outcome.refused } : {};
      return c.redirect(`/case?${new URLSearchParams({ id, ...said })}#${place}`, 303);
    });
  return routes;
}
