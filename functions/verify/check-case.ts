import { caseAlerts } from '#shared/cases/case-alerts.ts';
import { nextLook, nextRetry } from '#shared/cases/check-schedule.ts';
import type { Case, CaseState } from '#shared/domain/case.ts';
import { DAY_MS, isoAfter } from '#shared/domain/time-units.ts';
import { isOver, type ListingStatus, lookAtListing } from '#shared/listing-page/listing-status.ts';
import { enqueueCase } from '#shared/messaging/takedowns.ts';
import { oldStanding } from '#shared/notices/adopt-old-notice.ts';
import { spreadWithdrawn } from '#shared/notices/by-people.ts';
import { takeOutLate } from '#shared/notices/spread.ts';
import { takeOver } from '#shared/notices/take-over.ts';
import { type CaseChange, REDRIVE_MS } from '#shared/stores/case-item.ts';
import { checkWaiting } from './check-waiting.ts';
import { orNoAnswer, unreadable } from './no-answer.ts';
import type { VerifyServices } from './services.ts';
import type { SiteCheck } from './site-check.ts';

/** What is due of a case that no target stands for: a lost message, a snooze that is over, a look at what went by itself, an old kind of case. */
export async function checkCase(record: Case, services: VerifyServices, siteIsSane: SiteCheck): Promise<void> {
  switch (record.state) {
    case 'queued':
      return redrive(record, services);
    case 'flagged':
    case 'awaiting-approval':
      return checkWaiting(record, services, siteIsSane);
    case 'snoozed':
      return move(record, 'flagged', 'the snooze is over', { nextCheckAt: services.clock().toISOString() }, services);
    case 'drafted':
      return inItsNotice(record, services);
    case 'submitting':
      return recoverOld(record, services);
    case 'removed':
      return oldStanding(record) ? adopt(record, services) : checkReturn(record, services);
    case 'ended':
      return checkReturn(record, services);
    default:
      return adopt(record, services);
  }
}

/** Queued, and its message may be lost. Sends one more (doubles are harmless), ever more rarely while a long queue drains. */
async function redrive(record: Case, services: VerifyServices): Promise<void> {
  const now = services.clock().getTime();
  await enqueueCase(record, services.takedowns);
  const waitMs = Math.min(Math.max(REDRIVE_MS, now - Date.parse(record.updatedAt)), DAY_MS);
  await services.cases.update(record, { nextCheckAt: new Date(now + waitMs).toISOString() });
}

/** A worker may have died between taking its target out and taking the case back, or have put it there when the notice had left or was over. */
async function inItsNotice(record: Case, services: VerifyServices): Promise<void> {
  const { notices, cases, clock } = services;
  const found = record.noticeId ? await notices.getTarget(record.noticeId, record.id) : undefined;
  const notice = found?.state === 'drafted' ? await notices.get(found.noticeId) : undefined;
  if (notice?.state === 'withdrawn')
    return void (await spreadWithdrawn({ ...notice, nextCheckAt: clock().toISOString() }, services));
  const isLate = notice?.isSpread || (notice?.state === 'closed' && !notice.sentAt);
  const target = found && isLate ? await takeOutLate(found, clock(), services) : found;
  const isOut = target === undefined || target.state === 'taken-out' || target.state === 'withdrawn';
  const { by, why } = target?.lastEvent ?? {};
  // What `submit` took out goes round again by itself; whoever else did wants no notice about it.
  if (isOut && by && by !== 'submit')
    return move(record, 'awaiting-approval', `taken out of its notice: ${why}`, { noticeId: null }, services);
  if (isOut) return move(record, 'queued', 'it is in no notice any more', { noticeId: null }, services);
  await cases.update(record, { nextCheckAt: isoAfter(clock(), DAY_MS) });
}

/** Before 2026-12 a case was sent by itself. Before the request it can start again; after it nobody knows. */
async function recoverOld(record: Case, services: VerifyServices): Promise<void> {
  const { submission } = record;
  const now = services.clock().toISOString();
  if (submission && submission.expiresAt > now) {
    await services.cases.update(record, { nextCheckAt: submission.expiresAt });
    return;
  }
  if (submission?.phase !== 'sending')
    return move(record, 'queued', 'the worker stopped before anything was sent', { submission: null }, services);
  const why = 'the worker stopped while sending; whether the notice arrived is unknown';
  await move(record, 'uncertain', why, { submission: null, noticeId: submission.noticeId, nextCheckAt: now }, services);
}

/** A case from before 2026-12 goes on as a target. Of any other nothing is left to look at here. */
async function adopt(record: Case, services: VerifyServices): Promise<void> {
  if (await takeOver(record, services)) return;
  // Said once more, for the worker that decided it may have died before it told anybody.
  await services.alerts.sendAll(caseAlerts(record));
  await services.cases.update(record, { nextCheckAt: null });
}

/** It went without a notice. When it is on sale again it is judged anew. */
async function checkReturn(record: Case, services: VerifyServices): Promise<void> {
  const { venueOf, pages, clock, cases } = services;
  const venue = venueOf(record.listing);
  const look = venue && (await orNoAnswer(lookAtListing(record.listing, venue, pages), unreadable));
  const since = new Date(record.removedAt ?? record.updatedAt);
  if (look) await judgeReturned(record, look, services);
  const next = look && isUnknown(look) ? nextRetry(since, clock()) : nextLook(since, clock());
  await cases.update(record, { nextCheckAt: next?.toISOString() ?? null, checks: record.checks + 1 });
}

/**
 * What is on sale again at its address is judged anew by `score`, as any offer that was found: it may be another seller's, or honest now.
 * Only that verdict can open the case that continues this one.
 */
export async function judgeReturned(
  record: Case,
  look: ListingStatus,
  { scores, clock }: VerifyServices,
): Promise<void> {
  if (look.finding !== 'present') return;
  const { marketplace, id, url } = record.listing;
  const jobId = ['returned', record.id, clock().toISOString()].join('|');
  await scores.send(
    { brandId: record.brandId, listing: { ...look.listing!, marketplace, id, url }, jobId, offline: false },
    { group: record.brandId },
  );
}

/** The page says neither that it is there nor that it is not. */
export const isUnknown = (look: ListingStatus): boolean =>
  look.finding !== 'present' && look.finding !== 'absent' && !isOver(look);

async function move(
  record: Case,
  to: CaseState,
  why: string,
  change: CaseChange,
  services: VerifyServices,
): Promise<void> {
  const moved = await services.cases.transition(record, { to, why, by: 'verify', at: services.clock(), change });
  if (!moved) return;
  if (to === 'queued') await enqueueCase(moved, services.takedowns);
  await services.alerts.sendAll(caseAlerts(moved));
}
