import { Hono } from 'hono';
import * as z from 'zod';
import { DECISION_MEANING, decideCase, REVIEW_DECISIONS, UNDO_MS, undoDecision } from '#shared/cases/decide.ts';
import { GROUPINGS, groupOf, shareOfHarm, workingOrder } from '#shared/cases/review-order.ts';
import type { Case } from '#shared/domain/case.ts';
import { dayOf } from '#shared/domain/days.ts';
import { brandIdOf } from '#shared/domain/ids.ts';
import { NEEDS } from '#shared/domain/membership.ts';
import type { ReviewEntry } from '#shared/domain/review-entry.ts';
import { DAY_MS } from '#shared/domain/time-units.ts';
import { type BrandInView, brandInView } from './brand-in-view.ts';
import { blank, formOf } from './form-values.ts';
import { nothingToReview, type Review, reviewPage } from './pages/review-page.tsx';
import type { ConsoleEnv, ConsoleServices, Visitor } from './services.ts';

const View = z.object({
  brand: z.string().optional().catch(undefined),
  case: z.string().optional().catch(undefined),
  group: z.enum(GROUPINGS).optional().catch(undefined),
  only: z.enum(['proposed', 'mine']).optional().catch(undefined),
  said: z.string().max(300).optional().catch(undefined),
});

/** Of a group as many as one look can take in. */
const MOST_TOGETHER = 24;

const Decided = z.object({
  brand: z.string(),
  decision: z.enum(REVIEW_DECISIONS),
  case: z.union([z.string(), z.array(z.string())]).transform((ids) => [ids].flat().slice(0, MOST_TOGETHER)),
  note: z.string().trim().max(1000).optional(),
  /** For how long a case is put off, in days, or until which day. */
  days: z.coerce.number().int().positive().optional(),
  until: z.preprocess(blank, z.iso.date().optional()),
  only: z.enum(['proposed', 'mine']).optional().catch(undefined),
});

export function reviewRoutes({ people, audit, clock }: ConsoleServices): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>();

  routes.get('/review', async (c) => {
    const { visitor } = c.var;
    const view = View.parse(c.req.query());
    const at = await brandInView(visitor, view.brand);
    if (!at) return c.html(nothingToReview(visitor, undefined));
    const review = await lookAt(visitor, at, view, clock());
    return c.html(review.record ? reviewPage(visitor, review) : nothingToReview(visitor, review));
  });

  routes.post('/review/decide', async (c) => {
    const { visitor } = c.var;
    const { brand, decision, only, case: ids, note, days, until } = await formOf(c, Decided, { all: true });
    const at = clock();
    const back = until ? new Date(until) : days && new Date(at.getTime() + days * DAY_MS);
    const said = { decision, note, at, ...(back && { until: back }) };
    const { access, stores } = visitor;
    const records = await stores.cases.getMany(ids);
    const outcomes = await Promise.all(
      records.map((record) => decideCase(record, said, { access, cases: stores.cases })),
    );
    const decided = outcomes.flatMap((outcome) => ('case' in outcome ? [outcome.case] : []));
    await Promise.all(decided.map((record) => audit.append(entryOf(visitor, `review:${decision}`, record, at))));
    if (decided.length > 0)
      await people.putLastDecision(access.person, {
        at: at.toISOString(),
        what: DECISION_MEANING[decision].why,
        caseIds: decided.map(({ id }) => id),
      });
    const more = { ...(only && { only }), ...saying(outcomes) };
    return c.redirect(`/review?${new URLSearchParams({ brand, ...more })}`, 303);
  });

  routes.post('/review/undo', async (c) => {
    const { visitor } = c.var;
    const { access, stores, lastDecision } = visitor;
    const at = clock();
    const records = await stores.cases.getMany(lastDecision?.caseIds ?? []);
    const outcomes = await Promise.all(
      records.map((record) => undoDecision(record, at, { access, cases: stores.cases })),
    );
    const undone = outcomes.flatMap((outcome) => ('case' in outcome ? [outcome.case] : []));
    await Promise.all(undone.map((record) => audit.append(entryOf(visitor, 'review:undo', record, at))));
    const back: Record<string, string> = undone[0] ? { brand: undone[0].brandId, case: undone[0].id } : {};
    return c.redirect(`/review?${new URLSearchParams({ ...back, ...saying(outcomes) })}`, 303);
  });
  return routes;
}

/** What was refused is said on the next page: one sentence for all that were refused alike. */
function saying(outcomes: readonly ({ case: Case } | { refused: string })[]): Record<string, string> {
  const refused = outcomes.flatMap((outcome) => ('refused' in outcome ? [outcome.refused] : []));
  if (refused.length === 0) return {};
  return {
    said: `${refused.length === 1 ? 'One case was' : `${refused.length} cases were`} not changed. ${refused[0]}`,
  };
}

const entryOf = ({ access }: Visitor, action: string, { id, brandId }: Case, at: Date) => ({
  at: at.toISOString(),
  by: access.actor,
  action,
  brandId,
  subject: id,
});

/** Six reads at most, whatever is stored: session, brand, queue, cases, and two for the seller's record. */
async function lookAt(visitor: Visitor, at: BrandInView, view: z.infer<typeof View>, now: Date): Promise<Review> {
  const { cases } = visitor.stores;
  const queue = await cases.reviewQueue(at.brand.id);
  const entries = queue.entries.filter((entry) => isShown(entry, view.only, visitor));
  const order = workingOrder(entries, dayOf(now));
  const index = Math.max(
    0,
    order.findIndex(({ caseId }) => caseId === view.case),
  );
  const entry = order[index];
  const groups = GROUPINGS.map((by) => ({ by, members: entry ? groupOf(entry, order, by) : [] }));
  const together = groups.find(({ by }) => by === view.group)?.members.slice(0, MOST_TOGETHER) ?? [];
  // An index lags behind: who asks for a case by its id gets it, waiting or not.
  const wanted = [view.case ?? entry?.caseId, order[index + 1]?.caseId, ...together.map(({ caseId }) => caseId)];
  const records = await cases.getMany([...new Set(wanted.filter((id) => id !== undefined))]);
  const record = records.find(({ id }) => id === (view.case ?? entry?.caseId));
  const sellerId = record?.listing.seller?.id;
  const ofSeller = record && sellerId ? await cases.bySeller(at.brand.id, record.listing.marketplace, sellerId) : [];
  const { lastDecision } = visitor;
  return {
    at,
    record,
    drawn: entry?.caseId === record?.id && entry?.drawn === true,
    next: records.find(({ id }) => id === order[index + 1]?.caseId),
    previousId: order[index - 1]?.caseId,
    place: index + 1,
    waiting: order.length,
    isMore: queue.isMore,
    hourCovers: shareOfHarm(entries),
    only: view.only,
    proposed: queue.entries.filter(({ proposed }) => proposed).length,
    mine: queue.entries.filter(({ assigned }) => isMe(visitor, assigned)).length,
    groups: groups.map(({ by, members }) => ({ by, size: members.length })),
    group: view.group,
    together: together.flatMap(({ caseId }) => records.find(({ id }) => id === caseId) ?? []),
    ofSeller,
    now,
    said: view.said,
    undo:
      lastDecision && undoUntil(lastDecision.at) > now.getTime()
        ? { ...lastDecision, leftMs: undoUntil(lastDecision.at) - now.getTime() }
        : undefined,
  };
}

/** Whose address this is, however it is spelt; histories have it with the kind of caller before it. */
const isMe = ({ access }: Visitor, email: string | undefined): boolean =>
  email !== undefined && access.actor.toLowerCase() === `analyst:${email}`.toLowerCase();

/** What somebody who may not confirm has proposed is done, for them and their kind. */
function isShown(entry: ReviewEntry, only: 'proposed' | 'mine' | undefined, visitor: Visitor): boolean {
  if (only === 'mine') return isMe(visitor, entry.assigned);
  if (only === 'proposed') return entry.proposed === true;
  const brandId = brandIdOf(entry.caseId);
  return !entry.proposed || visitor.access.may(NEEDS.confirm, brandId!);
}

const undoUntil = (at: string): number => Date.parse(at) + UNDO_MS;
