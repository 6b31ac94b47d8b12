import { Hono } from 'hono';
import * as z from 'zod';
import { CASE_TRANSITIONS, type Case, CaseState } from '#shared/domain/case.ts';
import type { Permission } from '#shared/domain/membership.ts';
import { wantsSecondOpinion } from '#shared/learning/second-opinion.ts';
import type { Access } from '#shared/people/access.ts';
import { model as shipped } from '#shared/scoring/model.ts';
import type { CaseChange } from '#shared/stores/case-item.ts';
import { nextStep } from './next-step.ts';
import { OpinionRequest, recordOpinion } from './opinion-route.ts';
import { ApiError, demand, jsonBody, queryOf } from './problem.ts';
import type { ApiEnv, ApiServices } from './services.ts';

const Approval = z.strictObject({ note: z.string().max(1000).optional() });
const Dismissal = z.strictObject({
  reason: z.string().min(1, 'say why, so that the model can learn from it').max(1000),
  /** The seller turned out to be an authorised one. */
  authorised: z.boolean().default(false),
});
/** What a person knows and the product cannot: whether a notice of unknown fate left, or that a ready-made packet was filed. */
const Resolution = z.strictObject({
  sent: z.boolean(),
  externalId: z.string().max(200).optional(),
  note: z.string().min(1).max(1000),
});

// Lambda answers with 6 MB at most; a case with its history is about 4 KB.
const MOST_CASES = 500;

export function caseRoutes({ cases, brands, models, takedowns, clock }: ApiServices, caller: Access): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>();

  const known = async (id: string, permission: Permission): Promise<Case> => {
    const found = await cases.get(id);
    if (!found) throw new ApiError(404, 'not-found', `There is no case "${id}".`);
    demand(caller, permission, found.brandId);
    return found;
  };

  const move = async (from: Case, to: CaseState, by: string, why: string, change?: CaseChange): Promise<Case> => {
    if (!CASE_TRANSITIONS[from.state].includes(to)) {
      throw new ApiError(409, 'wrong-state', `The case is "${from.state}"; it cannot become "${to}".`);
    }
    const moved = await cases.transition(from, { to, by, why, at: clock(), change });
    if (!moved) throw new ApiError(409, 'changed', 'Somebody else changed this case just now; look again.');
    return moved;
  };

  const nextStepOf = async (record: Case) =>
    record.state === 'authorised' ? nextStep(record, await brands.get(record.brandId)) : undefined;

  /** Where the sum of the reasons starts; of a model that is not kept here nothing is said. */
  const judgedBy = async ({ verdict: { modelVersion } }: Case) => {
    const stored = modelVersion === shipped.version ? { model: shipped } : await models.stored(modelVersion);
    if (!stored || !('model' in stored)) return undefined;
    return { bias: stored.model.bias.value, calibrated: stored.model.calibration !== undefined };
  };

  const enqueue = (record: Case) =>
    takedowns.send(
      { caseId: record.id },
      // The version makes an approval after a correction a new message inside FIFO's five-minute memory.
      { group: record.listing.marketplace, deduplicationId: `${record.id}~${record.version}` },
    );

  routes.get('/', async (c) => {
    const query = queryOf(c, {
      brand: z.string().optional(),
      state: CaseState.optional(),
      wants: z.literal('second-opinion').optional(),
      limit: z.coerce.number().int().min(1).max(MOST_CASES).default(MOST_CASES),
    });
    const brandIds = query.brand ? [query.brand] : (await brands.list()).map((brand) => brand.id);
    const all = (await Promise.all(brandIds.map((id) => cases.byBrand(id, query.state)))).flat();
    const found = query.wants ? all.filter(wantsSecondOpinion) : all;
    found.sort((a, b) => b.verdict.probability - a.verdict.probability);
    return c.json({ cases: found.slice(0, query.limit), total: found.length });
  });
  routes.get('/:id', async (c) => {
    queryOf(c, {});
    const record = await known(c.req.param('id'), 'read');
    const notice = record.noticeId ? await cases.getNotice(record.noticeId) : undefined;
    return c.json({ case: record, notice, nextStep: await nextStepOf(record), judgedBy: await judgedBy(record) });
  });
  routes.post('/:id/approve', async (c) => {
    const { note } = Approval.parse(await jsonBody(c));
    const record = await known(c.req.param('id'), 'enforce');
    const { actor } = caller;
    // Approving twice is one approval; the message is sent again in case the first one was lost.
    const approved =
      record.state === 'queued' && record.approvedBy
        ? record
        : await move(record, 'queued', actor, note ?? 'approved for sending', { approvedBy: actor });
    await enqueue(approved);
    return c.json({ case: approved });
  });
  routes.post('/:id/dismiss', async (c) => {
    const { reason, authorised } = Dismissal.parse(await jsonBody(c));
    const record = await known(c.req.param('id'), 'review');
    const dismissed = await move(record, authorised ? 'authorised' : 'dismissed', caller.actor, reason);
    return c.json({ case: dismissed, nextStep: await nextStepOf(dismissed) });
  });
  routes.post('/:id/opinion', async (c) => {
    const { decision, note } = OpinionRequest.parse(await jsonBody(c));
    const record = await known(c.req.param('id'), 'review');
    const opinion = { by: caller.actor, at: clock().toISOString(), decision, note };
    return c.json({ case: await recordOpinion(record, opinion, cases) });
  });
  routes.post('/:id/resolve', async (c) => {
    const { sent, externalId, note } = Resolution.parse(await jsonBody(c));
    const record = await known(c.req.param('id'), 'enforce');
    const { actor } = caller;
    const at = clock().toISOString();
    if (record.state !== 'uncertain' && !(record.state === 'awaiting-approval' && record.packetKey)) {
      throw new ApiError(409, 'wrong-state', `The case is "${record.state}"; there is nothing to resolve.`);
    }
    const resolved = sent
      ? await move(record, 'submitted', actor, note, { externalId, submittedAt: at, submission: null, nextCheckAt: at })
      : await move(record, 'queued', actor, note, { submission: null, approvedBy: actor });
    if (!sent) await enqueue(resolved);
    return c.json({ case: resolved });
  });
  return routes;
}
