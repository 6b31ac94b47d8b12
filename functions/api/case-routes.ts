import { type Context, Hono } from 'hono';
import type { DecisionOutcome } from '#shared/cases/decide.ts';
import { assignCase, remarkOn } from '#shared/cases/remarks.ts';
import { recordTestBuy } from '#shared/cases/test-buys.ts';
import { CASE_TRANSITIONS, type Case, type CaseState } from '#shared/domain/case.ts';
import { enqueueCase } from '#shared/messaging/takedowns.ts';
import { reopenCase } from '#shared/notices/by-people.ts';
import { stateClaim } from '#shared/notices/state-claim.ts';
import type { Access } from '#shared/people/access.ts';
import { ownCaseLists } from '#shared/people/own-stores.ts';
import { model as shipped } from '#shared/scoring/model.ts';
import type { CaseChange } from '#shared/stores/case-item.ts';
import { caseOperations } from './case-operations.ts';
import { casePage } from './case-page.ts';
import { CASE_COLUMNS } from './columns.ts';
import { listedAs } from './listed-as.ts';
import { nextStep } from './next-step.ts';
import { type Answer, ifUnchanged, serve } from './operation.ts';
import { recordOpinion } from './opinion-route.ts';
import { brandsAsked } from './paging.ts';
import { ApiError, notFound } from './problem.ts';
import type { ApiEnv, ApiServices } from './services.ts';

export function caseRoutes(services: ApiServices, caller: Access): Hono<ApiEnv> {
  const { cases, notices, brands, models, takedowns, documents, clock } = services;
  const caseLists = ownCaseLists(services.caseLists, caller);
  const routes = new Hono<ApiEnv>();
  const context = { services, caller };

  const known = async (id: string): Promise<Case> => (await cases.get(id)) ?? notFound('case', id);

  /** The case to change; with If-Match only as it was seen. */
  const seen = async (id: string, c: Context<ApiEnv>): Promise<Case> => {
    const found = await known(id);
    ifUnchanged(c, etagOf(found));
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

  serve(routes, context, caseOperations.list, async ({ query, c }) => {
    const { items, next } = await casePage({ cases, caseLists }, await brandsAsked(query.brand, brands), query);
    const text = listedAs(c.req.header('accept'), { items, next }, CASE_COLUMNS);
    return { body: { cases: items, next }, text };
  });
  serve(routes, context, caseOperations.get, async ({ id }) => {
    const record = await known(id);
    const notice = record.noticeId ? await notices.get(record.noticeId) : undefined;
    const target = notice && (await notices.getTarget(notice.id, record.id));
    const body = { case: record, notice, target, nextStep: await nextStepOf(record), judgedBy: await judgedBy(record) };
    return { body, etag: etagOf(record) };
  });
  serve(routes, context, caseOperations.approve, async ({ id, body: { note }, c }) => {
    const record = await seen(id, c);
    const { actor } = caller;
    // Queued once more it would be in two notices, and in neither by itself, should the first one leave just then.
    if (record.state === 'drafted')
      throw new ApiError(
        409,
        'wrong-state',
        `The case is "drafted": what is to be approved is its notice, ${record.noticeId}.`,
      );
    // Approving twice is one approval; the message is sent again in case the first one was lost.
    const approved =
      record.state === 'queued' && record.approvedBy
        ? record
        : await move(record, 'queued', actor, note ?? 'approved for sending', { approvedBy: actor });
    await enqueueCase(approved, takedowns);
    return { body: { case: approved }, etag: etagOf(approved) };
  });
  serve(routes, context, caseOperations.dismiss, async ({ id, body: { reason, authorised }, c }) => {
    const record = await seen(id, c);
    const dismissed = await move(record, authorised ? 'authorised' : 'dismissed', caller.actor, reason);
    return { body: { case: dismissed, nextStep: await nextStepOf(dismissed) }, etag: etagOf(dismissed) };
  });
  const written = (outcome: DecisionOutcome): Answer => {
    if ('refused' in outcome)
      throw outcome.changed
        ? new ApiError(409, 'changed', outcome.refused)
        : new ApiError(400, 'invalid', outcome.refused);
    return { body: outcome, etag: etagOf(outcome.case) };
  };
  serve(routes, context, caseOperations.assign, async ({ id, body: { to }, c }) =>
    written(await assignCase(await seen(id, c), to ?? undefined, { by: caller.actor, at: clock() }, services)),
  );
  serve(routes, context, caseOperations.remark, async ({ id, body: { text }, c }) =>
    written(await remarkOn(await seen(id, c), text, { by: caller.actor, at: clock() }, services)),
  );
  serve(routes, context, caseOperations.opinion, async ({ id, body: { decision, note }, c }) => {
    const opinion = { by: caller.actor, at: clock().toISOString(), decision, note };
    return { body: { case: await recordOpinion(await seen(id, c), opinion, cases) } };
  });
  serve(routes, context, caseOperations.reopen, async ({ id, body: { why }, c }) => {
    const reopened = await reopenCase(await seen(id, c), { by: caller.actor, why }, { cases, clock });
    if ('refused' in reopened) throw new ApiError(409, reopened.changed ? 'changed' : 'wrong-state', reopened.refused);
    return { body: { case: reopened.case }, etag: etagOf(reopened.case) };
  });
  serve(routes, context, caseOperations.state, async ({ id, body, c }) => {
    const stated = await stateClaim(await seen(id, c), { by: caller.actor, claim: body }, services);
    if ('refused' in stated) throw new ApiError(409, stated.changed ? 'changed' : 'wrong-state', stated.refused);
    return { body: { case: stated.case }, etag: etagOf(stated.case), changes: [`${body.kind} on ${body.right}`] };
  });
  serve(routes, context, caseOperations.testBuy, async ({ id, body, c }) => {
    const record = await seen(id, c);
    const files = await Promise.all(
      body.files.map(async (key) => {
        const checked = await documents.check(record.brandId, key);
        if ('refused' in checked) throw new ApiError(400, 'invalid', `files: ${checked.refused}`);
        return { key, sha256: checked.sha256 };
      }),
    );
    const recorded = await recordTestBuy(record, { ...body, files }, services);
    if ('refused' in recorded) throw new ApiError(409, 'wrong-state', recorded.refused);
    return { body: recorded, etag: etagOf(recorded.case) };
  });
  serve(routes, context, caseOperations.snooze, async ({ id, body: { until, why }, c }) => {
    if (until <= clock().toISOString()) throw new ApiError(400, 'invalid', 'until: this time has passed.');
    const snoozed = await move(await seen(id, c), 'snoozed', caller.actor, why, { nextCheckAt: until });
    return { body: { case: snoozed }, etag: etagOf(snoozed) };
  });
  return routes;
}

const etagOf = ({ version }: Case): string => `"v${version}"`;
