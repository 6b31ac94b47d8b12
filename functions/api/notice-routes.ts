import { Hono } from 'hono';
import { type NoticeRecord, packetOf } from '#shared/domain/notice-record.ts';
import { type Target, targetId } from '#shared/domain/target.ts';
import { enqueueCase } from '#shared/messaging/takedowns.ts';
import { sentLately } from '#shared/notices/accuracy.ts';
import { oldStanding } from '#shared/notices/adopt-old-notice.ts';
import { answerProblem, dueDateProblem, takeAnswer } from '#shared/notices/answers.ts';
import { digestOf } from '#shared/notices/approval.ts';
import { mayBeFiled, notToBeFiled, reasonsNotToFile } from '#shared/notices/before-filing.ts';
import { accuracyOf } from '#shared/notices/breaker.ts';
import { approveNotice, type Refused } from '#shared/notices/by-people.ts';
import { fileNotice } from '#shared/notices/filing.ts';
import { render } from '#shared/notices/legal-forms/render.ts';
import { missingPapers } from '#shared/notices/missing-papers.ts';
import { programmeById } from '#shared/notices/programmes/index.ts';
import { prospectOf } from '#shared/notices/prospect.ts';
import { withdraw } from '#shared/notices/withdraw.ts';
import type { Access } from '#shared/people/access.ts';
import { keepStoreFilesOf } from '#shared/store-files/keep.ts';
import { NOTICE_COLUMNS } from './columns.ts';
import { listedAs } from './listed-as.ts';
import { noticeOperations } from './notice-operations.ts';
import { serve } from './operation.ts';
import { brandsAsked, pageByState } from './paging.ts';
import { ApiError, notFound } from './problem.ts';
import type { ApiEnv, ApiServices } from './services.ts';

export function noticeRoutes(services: ApiServices, caller: Access): Hono<ApiEnv> {
  const { notices, cases, brands, takedowns, clock } = services;
  const routes = new Hono<ApiEnv>();
  const context = { services, caller };
  const by = caller.actor;

  const known = async (id: string): Promise<NoticeRecord> => {
    const found = await notices.get(id);
    if (found) return found;
    await takeOverFirst(id);
    return notFound('notice', id);
  };

  /** A notice from before 2026-12 whose case is not due by itself: `submit` takes it over, for people may not. */
  const takeOverFirst = async (id: string): Promise<void> => {
    const old = await cases.getNotice(id);
    const record = old && (await cases.get(old.targets[0]!.caseId));
    if (!record || record.noticeId !== id || !oldStanding(record)) return;
    await enqueueCase(record, takedowns);
    throw new ApiError(
      409,
      'changed',
      `Notice "${id}" is from before 2026-12 and is taken over now: say it again in a minute.`,
    );
  };

  const beforeFilingOf = async (notice: NoticeRecord, targets: readonly Target[]) =>
    mayBeFiled(notice, targets, await brands.get(notice.brandId), services);

  serve(routes, context, noticeOperations.list, async ({ query, c }) => {
    const { brand, state, marketplace, channel, since } = query;
    const isWanted = (notice: NoticeRecord) =>
      (!marketplace || notice.marketplace === marketplace) &&
      (!channel || notice.channel === channel) &&
      (!since || notice.updatedAt >= since);
    const { items, next } = await pageByState(await brandsAsked(brand, brands), query, async (brandId, position) => {
      const page = await notices.byBrand(brandId, state, position);
      return { items: page.notices.filter(isWanted), next: page.next };
    });
    return { body: { notices: items, next }, text: listedAs(c.req.header('accept'), { items, next }, NOTICE_COLUMNS) };
  });
  serve(routes, context, noticeOperations.get, async ({ id }) => {
    const notice = await known(id);
    const targets = await notices.targetsOf(notice.id);
    const statements = targets.filter(({ state }) => state !== 'taken-out').map(({ statement }) => statement);
    const sent = await sentLately(notice, services, clock());
    const texts = notice.content.languages.map((language) => render(notice.content, statements, language));
    const papers = missingPapers(notice.content, programmeById(notice.content.programme));
    const digest = digestOf(notice, targets);
    const filing = notice.state === 'ready-to-file' ? await beforeFilingOf(notice, targets) : undefined;
    const prospect = prospectOf(notice.content, sent, clock());
    const { stop: breaker } = accuracyOf(sent, clock());
    return {
      body: { notice, targets, digest, breaker, prospect, missingPapers: papers, beforeFiling: filing, texts },
    };
  });
  serve(routes, context, noticeOperations.events, async ({ id, query }) => {
    const notice = await known(id);
    const subject = query.case ? targetId({ noticeId: notice.id, caseId: query.case }) : notice.id;
    return { body: { events: await notices.eventsOf(subject) } };
  });
  serve(routes, context, noticeOperations.packet, async ({ id }) => {
    const notice = await known(id);
    const { reference, channel, state } = notice;
    const packetKey = packetOf(notice);
    if (channel !== 'packet') throw new ApiError(409, 'wrong-state', `It goes by ${channel}: there is no packet.`);
    if (!packetKey)
      throw new ApiError(409, 'wrong-state', 'Its packet is made after it was approved, within some minutes.');
    const waits = state === 'ready-to-file';
    const filing = waits ? await beforeFilingOf(notice, await notices.targetsOf(id)) : undefined;
    const against = filing ? reasonsNotToFile(filing) : [];
    if (against.length > 0) throw new ApiError(409, 'wrong-state', notToBeFiled(notice, against));
    const address = await services.evidenceLinks.linkTo(packetKey);
    return { body: { address, fileName: `${reference}.zip`, staleSince: filing?.staleSince } };
  });
  serve(routes, context, noticeOperations.approve, async ({ id, body }) => ({
    body: orRefuse(await approveNotice(await known(id), { by, ...body }, services)),
  }));
  serve(routes, context, noticeOperations.filed, async ({ id, body }) => ({
    body: orRefuse(await fileNotice(await known(id), { by, ...body }, services)),
  }));
  serve(routes, context, noticeOperations.answer, async ({ id, body }) => {
    const notice = await known(id);
    const problem = answerProblem(notice, body) ?? dueDateProblem(notice, body, clock());
    if (problem) throw new ApiError(409, 'wrong-state', problem);
    const held = new Set(caseIdsOf(await notices.targetsOf(id)));
    const stranger = body.caseIds.find((caseId) => !held.has(caseId));
    if (stranger) throw new ApiError(400, 'invalid', `caseIds: notice ${id} holds no offer of case ${stranger}.`);
    const { notice: after, moved, unmoved } = await takeAnswer(notice, body, by, services);
    await keepStoreFilesOf(notice.brandId, caseIdsOf(moved), services);
    return { body: { notice: after, moved, unmoved } };
  });
  serve(routes, context, noticeOperations.withdraw, async ({ id, body: { why, caseIds } }) => {
    const { notice } = orRefuse(await withdraw(await known(id), { by, why, caseIds }, services));
    await keepStoreFilesOf(notice.brandId, caseIdsOf(await notices.targetsOf(id)), services);
    return { body: { notice } };
  });
  return routes;
}

const caseIdsOf = (targets: readonly Target[]): string[] => targets.map(({ caseId }) => caseId);

function orRefuse<T extends object>(outcome: T | Refused): T {
  if ('refused' in outcome) throw new ApiError(409, outcome.changed ? 'changed' : 'wrong-state', outcome.refused);
  return outcome;
}
