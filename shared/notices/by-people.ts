import { doerWords } from '#shared/cases/case-words.ts';
import type { Brand } from '#shared/domain/brand.ts';
import type { Case } from '#shared/domain/case.ts';
import { isProgram } from '#shared/domain/membership.ts';
import type { AlertJob, TakedownJob } from '#shared/domain/messages.ts';
import { type Approval, type NoticeRecord, packetOf } from '#shared/domain/notice-record.ts';
import { type Target, targetAfter } from '#shared/domain/target.ts';
import type { TaskKind } from '#shared/domain/task.ts';
import { isoAfter } from '#shared/domain/time-units.ts';
import type { Queue } from '#shared/messaging/queue.ts';
import { enqueueNotice } from '#shared/messaging/takedowns.ts';
import type { BrandStore } from '#shared/stores/brand-store.ts';
import { REDRIVE_MS } from '#shared/stores/case-item.ts';
import type { CaseStore } from '#shared/stores/case-store.ts';
import type { NoticeStore } from '#shared/stores/notice-store.ts';
import type { QuotaStore } from '#shared/stores/quota-store.ts';
import { accuracyFor } from './accuracy.ts';
import { mayHaveBeenFiled } from './adopt-old-notice.ts';
import { approvalOf, digestOf, drafted, eyesFor, hasEnoughEyes } from './approval.ts';
import { approvalWanted, REMINDED_AFTER_MS } from './approval-wanted.ts';
import { beforeFiling, isToBeMadeAnew } from './before-filing.ts';
import { moveNotice, moveTarget } from './moves.ts';
import { shadowRefusal } from './shadow.ts';
import { finishTasks, openTask, TASKS_OF_OFFERS } from './tasks.ts';

export type PeopleServices = {
  notices: NoticeStore;
  brands: Pick<BrandStore, 'get'>;
  cases: Pick<CaseStore, 'get' | 'getMany' | 'transition' | 'update' | 'sentSince'>;
  quotas: Pick<QuotaStore, 'add'>;
  takedowns: Queue<TakedownJob>;
  alerts: Queue<AlertJob>;
  clock: () => Date;
};

/** What cannot be done, in a sentence with the next step. `changed`: somebody else was quicker, look again. */
export type Refused = { refused: string; changed?: true };

/**
 * Approves a notice as it was seen: by the digest that `notice show` gives. With four eyes the first approval waits for another person's of
 * the same words. Approving again what is approved sends it again, where its tries are used up.
 */
export async function approveNotice(
  seen: NoticeRecord,
  approving: { by: string; digest: string; despiteBreaker?: boolean; note?: string },
  services: PeopleServices,
): Promise<{ notice: NoticeRecord } | Refused> {
  const { by, digest, note } = approving;
  const { notices, clock } = services;
  const at = clock();
  const brand = await services.brands.get(seen.brandId);
  const notice = brand ? { ...seen, eyes: eyesFor(seen, brand) } : seen;
  const targets = await notices.targetsOf(notice.id);
  if (drafted(targets).length === 0) return { refused: `Notice ${notice.id} holds no offer that could leave.` };
  if (digest !== digestOf(notice, targets))
    return {
      refused: `Notice ${notice.id} is not what you saw any more: look again, and approve what it says now.`,
      changed: true,
    };
  const inShadow = brand && shadowRefusal(brand);
  if (inShadow) return { refused: `${inShadow}.` };
  if (notice.eyes === 2 && isProgram(by))
    return { refused: 'This brand has every notice approved by two people, and a program is none.' };
  if (notice.state === 'approved' && notice.tries === 0) return enqueued(notice, services);
  const { stop } = await accuracyFor(notice, services, at);
  if (stop && !approving.despiteBreaker)
    return {
      refused: `Sending to ${notice.marketplace} is stopped: ${stop}. To send all the same, approve with --despite-breaker.`,
    };
  const approval = approvalOf(notice, targets, {
    by,
    at,
    ...(approving.despiteBreaker && { despiteBreaker: true as const }),
  });
  // What mode auto approved no person has read.
  const isAnothers = (each: Approval) => each.by !== by && !each.automatic && each.shared === approval.shared;
  const approvals = [...notice.approvals.filter(isAnothers), approval];
  const why = note ?? `approved ${drafted(targets).length} offers`;
  const change = { approvals, windowClosed: true, packetKey: undefined };
  if (!(await isApprovable(seen, targets, brand, services)))
    return { refused: `Notice ${notice.id} is ${notice.state}; there is nothing to approve.` };
  if (!hasEnoughEyes(notice, approvals)) {
    if (notice.state === 'first-eye')
      return { refused: `You have approved notice ${notice.id} already; another person must too.` };
    const waiting = { ...change, nextCheckAt: isoAfter(at, REMINDED_AFTER_MS) };
    // Told before it is written down: told twice is told once, untold is lost.
    const second = `${doerWords(by)} has approved it, and another person must too`;
    const wanted = { offers: drafted(targets).length, why: second, occasion: `${by}|${approval.shared}` };
    await services.alerts.sendAll([approvalWanted(notice, wanted, at)]);
    const once = await moveNotice(notice, 'seen-by-one', { by, why, at }, waiting, services);
    if (!once) return CHANGED;
    await finishTasks(notice, ['file-packet'], by, at, notices);
    return { notice: once };
  }
  const ready = { ...change, tries: 0, checks: 0, nextCheckAt: isoAfter(at, REDRIVE_MS) };
  const approved = await moveNotice(notice, 'approved', { by, why, at }, ready, services);
  if (!approved) return CHANGED;
  await finishTasks(notice, ['notice-set-back', 'notice-not-taken', 'file-packet'], by, at, notices);
  return enqueued(approved, services);
}

async function isApprovable(
  notice: NoticeRecord,
  targets: readonly Target[],
  brand: Brand | undefined,
  services: Pick<PeopleServices, 'cases' | 'clock'>,
): Promise<boolean> {
  if (notice.state !== 'ready-to-file') return ['draft', 'first-eye', 'approved'].includes(notice.state);
  // Whether one from before 2026-12 was filed somebody has to say first.
  if (!packetOf(notice)) return false;
  return isToBeMadeAnew(await beforeFiling(notice, targets, brand, services));
}

/** Takes a notice back, in whatever state it is but in flight. What the venue has already, somebody must tell it. */
export async function withdrawNotice(
  notice: NoticeRecord,
  withdrawing: { by: string; why: string },
  services: PeopleServices,
): Promise<{ notice: NoticeRecord } | Refused> {
  const at = services.clock();
  const saying = { ...withdrawing, at };
  if (notice.state === 'withdrawn') return { notice: await spreadWithdrawn(notice, services) };
  if (notice.state === 'sending')
    return { refused: `Notice ${notice.id} is being sent at this moment; withdraw it when it has left or come back.` };
  const withdrawn = await moveNotice(notice, 'withdrawn', saying, { nextCheckAt: at.toISOString() }, services);
  return withdrawn ? { notice: await spreadWithdrawn(withdrawn, services) } : CHANGED;
}

const ENDED_BY_WITHDRAWAL: readonly TaskKind[] = [
  ...TASKS_OF_OFFERS,
  'file-packet',
  'say-whether-arrived',
  'notice-set-back',
  'notice-not-taken',
];

/** Tells every target of a withdrawn notice and its case, and of one that left a person. Done again by `verify` until all know. */
export async function spreadWithdrawn(
  notice: NoticeRecord,
  services: Pick<PeopleServices, 'notices' | 'cases' | 'alerts' | 'clock'>,
): Promise<NoticeRecord> {
  if (notice.nextCheckAt === undefined) return notice;
  const { notices, cases } = services;
  const { by, why, at, from } = notice.lastEvent;
  const saying = { by, why, at: new Date(at) };
  const hasLeft = notice.sentAt !== undefined || from === 'uncertain';
  for (const target of await notices.targetsOf(notice.id)) {
    const moved = await moveTarget(target, 'withdrawn', saying, { nextCheckAt: undefined, dueAt: undefined }, services);
    const now = moved ?? target;
    if (now.state === 'withdrawn' && !hasLeft) await backToReview(now, saying, cases);
  }
  await finishTasks(notice, ENDED_BY_WITHDRAWAL, by, saying.at, notices);
  if (hasLeft) {
    const text = `Tell ${notice.marketplace} that notice ${notice.externalId ?? notice.reference} is withdrawn: ${why}. Then: npx markwarden task done ID`;
    await openTask({ kind: 'tell-venue-withdrawn', notice, text, concerning: { unchangedSince: at } }, services);
  }
  // Somebody wrote to one meanwhile: the notice stays due, and this is done again.
  if ((await notices.targetsOf(notice.id)).some((target) => targetAfter(target, 'withdrawn'))) return notice;
  return (await notices.write(notice, { ...notice, nextCheckAt: undefined })) ?? notice;
}

/** Nothing of it left: the case is an open one again. */
async function backToReview(
  target: Target,
  { by, why, at }: { by: string; why: string; at: Date },
  cases: PeopleServices['cases'],
): Promise<void> {
  const record = await cases.get(target.caseId);
  if (record?.state !== 'withdrawn' || record.noticeId !== target.noticeId) return;
  await cases.transition(record, {
    to: 'flagged',
    by,
    why: `its notice was withdrawn before it left: ${why}`,
    at,
    change: { noticeId: null, approvedBy: null },
  });
}

const IN_FLIGHT: readonly Case['state'][] = [
  'submitting',
  'uncertain',
  'drafted',
  'submitted',
  'acknowledged',
  'clarification-needed',
  'counter-noticed',
];

/**
 * Takes a case up again, from every state that is not in flight. What was decided stands no more. After a notice that left, the offer may be
 * noticed once more, for a person asks for it.
 */
export async function reopenCase(
  record: Case,
  reopening: { by: string; why: string },
  { cases, clock }: Pick<PeopleServices, 'cases' | 'clock'>,
): Promise<{ case: Case } | Refused> {
  if (record.state === 'flagged' || record.state === 'queued') return { case: record };
  if (IN_FLIGHT.includes(record.state))
    return {
      refused: `Case ${record.id} is ${record.state}: its notice ${record.noticeId ?? ''} must be withdrawn first (notice withdraw).`,
    };
  const wasNoticed = record.submittedAt !== undefined || record.noticeId !== undefined;
  // An old packet stays with its case: when it is confirmed again somebody is asked first whether it was filed.
  const change = mayHaveBeenFiled(record)
    ? { approvedBy: null }
    : { noticeId: null, approvedBy: null, ...(wasNoticed && { round: (record.round ?? 1) + 1 }) };
  const reopened = await cases.transition(record, { to: 'flagged', ...reopening, at: clock(), change });
  return reopened ? { case: reopened } : CHANGED;
}

export const CHANGED: Refused = { refused: 'Somebody else changed it just now; look again.', changed: true };

async function enqueued(notice: NoticeRecord, { takedowns }: PeopleServices): Promise<{ notice: NoticeRecord }> {
  await enqueueNotice(notice, takedowns);
  return { notice };
}
