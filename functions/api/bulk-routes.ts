import { Hono } from 'hono';
import { decideCase } from '#shared/cases/decide.ts';
import { brandIdOf } from '#shared/domain/ids.ts';
import { NEEDS } from '#shared/domain/membership.ts';
import type { NoticeRecord } from '#shared/domain/notice-record.ts';
import { approveNotice, reopenCase } from '#shared/notices/by-people.ts';
import { fileNotice } from '#shared/notices/filing.ts';
import type { Access } from '#shared/people/access.ts';
import { bulkOperations, type Outcomes } from './bulk-operations.ts';
import { type Answer, serve } from './operation.ts';
import { demand, nothingLikeThat, problemOf } from './problem.ts';
import type { ApiEnv, ApiServices } from './services.ts';

const AT_ONCE = 10;

/** What something has become, or why not: `undefined` when there is none. */
type Became = { id: string; brandId: string; state: string; version: number } | { refused: string; changed?: true };

export function bulkRoutes(services: ApiServices, caller: Access): Hono<ApiEnv> {
  const { cases, notices, clock } = services;
  const routes = new Hono<ApiEnv>();
  const context = { services, caller };
  const by = caller.actor;

  serve(routes, context, bulkOperations.decideCases, async ({ body }) => {
    const { decision, note } = body;
    const until = body.until === undefined ? undefined : new Date(body.until);
    demandAll(caller, NEEDS.label, body.cases);
    const records = new Map((await cases.getMany(body.cases.map(({ id }) => id))).map((record) => [record.id, record]));
    return outcomesOf(body.cases, bulkOperations.decideCases.path, decision, async ({ id, version }) => {
      const record = records.get(id);
      if (!record) return undefined;
      if (version !== undefined && version !== record.version) return CHANGED;
      const outcome =
        decision === 'reopen'
          ? await reopenCase(record, { by, why: note ?? 'taken up again' }, { cases, clock })
          : await decideCase(record, { decision, note, at: clock(), until }, { access: caller, cases });
      return 'case' in outcome ? outcome.case : outcome;
    });
  });

  const ofNotices = <Item extends { id: string }>(
    { path }: { path: string },
    items: readonly Item[],
    change: (
      notice: NoticeRecord,
      item: Item,
    ) => Promise<{ notice: NoticeRecord } | { refused: string; changed?: true }>,
  ) => {
    demandAll(caller, NEEDS.handleNotice, items);
    return outcomesOf(items, path, 'done', async (item) => {
      const notice = await notices.get(item.id);
      if (!notice) return undefined;
      const outcome = await change(notice, item);
      return 'notice' in outcome ? outcome.notice : outcome;
    });
  };
  serve(routes, context, bulkOperations.approveNotices, ({ body: { note, ...body } }) =>
    ofNotices(bulkOperations.approveNotices, body.notices, (notice, { digest }) =>
      approveNotice(notice, { by, digest, note }, services),
    ),
  );
  serve(routes, context, bulkOperations.fileNotices, ({ body }) =>
    ofNotices(bulkOperations.fileNotices, body.notices, (notice, { number, at }) =>
      fileNotice(notice, { by, number, at }, services),
    ),
  );
  return routes;
}

const CHANGED: Became = { refused: 'Somebody else changed this meanwhile; look again.', changed: true };

/** Before anything is read: one that is not theirs and the request is about nothing that there is. */
function demandAll(caller: Access, permission: 'review' | 'enforce', items: readonly { id: string }[]): void {
  for (const brandId of new Set(items.map(({ id }) => brandIdOf(id)))) demand(caller, permission, brandId);
}

async function outcomesOf<Item extends { id: string }>(
  items: readonly Item[],
  path: string,
  what: string,
  change: (item: Item) => Promise<Became | undefined>,
): Promise<Answer> {
  const results: Outcomes['results'] = [];
  const audited: NonNullable<Answer['audited']>[number][] = [];
  for (let first = 0; first < items.length; first += AT_ONCE) {
    const became = await Promise.all(
      items.slice(first, first + AT_ONCE).map(async (item) => ({ item, after: await changed(item, path, change) })),
    );
    for (const { item, after } of became) {
      if ('code' in after) results.push({ id: item.id, done: false, ...after });
      else {
        results.push({ id: item.id, done: true, state: after.state, version: after.version });
        audited.push({ brandId: after.brandId, subject: item.id, changes: [what] });
      }
    }
  }
  const body: Outcomes = { done: audited.length, refused: results.length - audited.length, results };
  return { body, audited };
}

/** Whatever fails of one: the others have their own chance, and their results. */
async function changed<Item extends { id: string }>(
  item: Item,
  path: string,
  change: (item: Item) => Promise<Became | undefined>,
) {
  try {
    const after = await change(item);
    if (!after) throw nothingLikeThat();
    if ('refused' in after) return { code: after.changed ? 'changed' : 'wrong-state', detail: after.refused };
    return after;
  } catch (error) {
    const { code, detail } = problemOf(error as Error, path);
    return { code, detail };
  }
}
