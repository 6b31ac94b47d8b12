import { Hono } from 'hono';
import type { Case } from '#shared/domain/case.ts';
import { caseEvidence } from '#shared/evidence/case-evidence.ts';
import { keySegment } from '#shared/evidence/object-keys.ts';
import type { Access } from '#shared/people/access.ts';
import { caseOperations } from './case-operations.ts';
import { serve } from './operation.ts';
import { notFound } from './problem.ts';
import type { ApiEnv, ApiServices } from './services.ts';

/** What is kept of a case's offer. */
export function evidenceRoutes(services: ApiServices, caller: Access): Hono<ApiEnv> {
  const { cases, captures, evidenceLinks, exportCase, clock } = services;
  const routes = new Hono<ApiEnv>();
  const context = { services, caller };

  const known = async (id: string): Promise<Case> => (await cases.get(id)) ?? notFound('case', id);

  serve(routes, context, caseOperations.evidence, async ({ id }) => ({
    body: await caseEvidence(await known(id), services),
  }));
  serve(routes, context, caseOperations.capture, async ({ id }) => {
    const { brandId } = await known(id);
    await captures.send({ caseId: id, since: clock().toISOString(), asked: true }, { group: brandId });
    return { body: { asked: true }, status: 202 };
  });
  serve(routes, context, caseOperations.export, async ({ id }) => {
    const { key } = await exportCase({ exportOf: await known(id) });
    return { body: { address: await evidenceLinks.linkTo(key), fileName: `case-${keySegment(id)}.zip` } };
  });
  return routes;
}
