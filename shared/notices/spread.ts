import { nextLook } from '#shared/cases/check-schedule.ts';
import type { AlertJob } from '#shared/domain/messages.ts';
import type { NoticeRecord } from '#shared/domain/notice-record.ts';
import type { Target } from '#shared/domain/target.ts';
import { HOUR_MS, isoAfter } from '#shared/domain/time-units.ts';
import { brandAlert } from '#shared/messaging/brand-alert.ts';
import type { Queue } from '#shared/messaging/queue.ts';
import type { CaseStore } from '#shared/stores/case-store.ts';
import type { NoticeStore } from '#shared/stores/notice-store.ts';
import { moveTarget } from './moves.ts';
import { finishGoneOn, openTask } from './tasks.ts';

type Services = {
  notices: NoticeStore;
  cases: Pick<CaseStore, 'get' | 'transition' | 'update'>;
  alerts: Queue<AlertJob>;
  clock: () => Date;
};

/**
 * Tells every target, and its case, that the notice left (or was refused at the door). Done again after a crash until all know; the
 * approver stands behind it, so the cases' histories name that person.
 */
export async function spreadSent(notice: NoticeRecord, services: Services): Promise<void> {
  if (notice.isSpread) return;
  const { notices, alerts, clock } = services;
  const now = clock();
  const isRefused = notice.state === 'closed';
  const sentAt = notice.sentAt ?? now.toISOString();
  const person = notice.approvals.findLast(({ automatic }) => !automatic)?.by;
  const left = {
    by: person ?? 'submit',
    why: `sent in notice ${notice.id}`,
    at: now,
    claim: notice.content.claim.kind,
  };
  const refusal = { by: 'submit', why: notice.lastEvent.why, at: now };
  let told = 0;
  const isApproved = ({ caseId }: Target) => notice.approvals.some(({ targets }) => caseId in targets);
  for (const target of await notices.targetsOf(notice.id)) {
    if (target.state === 'drafted' && !isApproved(target)) {
      await takeOutLate(target, now, services);
      continue;
    }
    const change = { sentAt, nextCheckAt: nextLook(new Date(sentAt), now)?.toISOString() };
    const gone = target.state === 'drafted' ? await moveTarget(target, 'left', left, change, services) : target;
    if (gone?.state === 'noticed') told++;
    if (gone?.state === 'noticed' && isRefused)
      await moveTarget(gone, 'refused-form', refusal, { nextCheckAt: undefined }, services);
  }
  const isUntold = ({ state }: Target) => state === 'drafted' || (isRefused && state === 'noticed');
  // Somebody wrote to one meanwhile: the notice stays due, and this is done again.
  if ((await notices.targetsOf(notice.id)).some(isUntold)) return;
  if (isRefused) {
    const text = `Correct it, then approve its cases again: ${notice.lastEvent.why}`;
    await openTask(
      { kind: 'correct-notice', notice, text, concerning: { unchangedSince: notice.updatedAt } },
      services,
    );
  } else {
    // What had to be corrected, or was put back, has left anew by a person's word.
    await finishGoneOn(notice, { by: left.by, at: now }, services);
    const message = `Notice ${notice.id} about ${told} offers on ${notice.marketplace} was sent.`;
    await alerts.sendAll([brandAlert(notice, 'notice-sent', message, now, '1')]);
  }
  const nextCheckAt = isRefused ? undefined : isoAfter(now, FIRST_POLL_MS);
  await notices.write(notice, { ...notice, isSpread: true, nextCheckAt });
}

/** Its worker put it there after the approval: it did not leave with the others. `verify` finds its case. */
export const takeOutLate = (
  target: Target,
  at: Date,
  services: Pick<Services, 'notices' | 'cases'>,
): Promise<Target | undefined> => {
  const saying = { by: 'submit', why: 'it joined after the approval, and did not leave with the others', at };
  return moveTarget(target, 'taken-out', saying, { nextCheckAt: undefined }, services);
};

const FIRST_POLL_MS = HOUR_MS;
