import { caseAlerts } from '#shared/cases/case-alerts.ts';
import type { Case, CaseState } from '#shared/domain/case.ts';
import type { NoticeState } from '#shared/domain/notice-record.ts';
import type { Target } from '#shared/domain/target.ts';
import { enqueueCase } from '#shared/messaging/takedowns.ts';
import { moveTarget } from '#shared/notices/moves.ts';
import type { SubmitServices } from './services.ts';

export type CaseOf = (caseId: string) => Case | undefined;

/** `prepare`: looked at and composed anew, for the next notice. `nowhere`: the case is elsewhere already. */
export type TakenOut = {
  why: string;
  to: 'prepare' | 'person' | 'authorised' | 'ended' | 'nowhere';
  /** To `prepare`: how often before, without ever leaving, so that it goes to a person instead. `MOST_ROUNDS` where nothing is said. */
  mostRounds?: number;
};

const CASE_AFTER: Record<Exclude<TakenOut['to'], 'nowhere'>, CaseState> = {
  prepare: 'queued',
  person: 'awaiting-approval',
  authorised: 'authorised',
  ended: 'ended',
};

/** A page that changes before every sending, or a file that is edited as often, would go round for ever, and nobody would hear of it. */
const MOST_ROUNDS = 3;

/** How often in a row an offer was taken out of a draft to be prepared anew, since a person last had a say. */
function roundsWithoutPerson({ events }: Case): number {
  const sinceThen = events.slice(events.findLastIndex(({ by }) => by.startsWith('analyst:')) + 1);
  return sinceThen.filter(({ from, to }) => from === 'drafted' && to === 'queued').length;
}

export const MAY_HAVE_LEFT: readonly NoticeState[] = ['sending', 'uncertain', 'ready-to-file', 'sent'];

/**
 * Takes one target out; the rest of the notice leaves as it was approved. A crash in between leaves a case that `verify` finds. Nothing is
 * taken out of a notice that left, or that somebody else is sending: whoever sends has written to each target before (`claimKeys`), so that
 * one who read it earlier cannot write, and one who read it later sees here that the notice is claimed.
 * @param token of the claim that the caller holds
 */
export async function takeOut(
  target: Target,
  { why, to, mostRounds = MOST_ROUNDS }: TakenOut,
  services: SubmitServices,
  token?: string,
): Promise<void> {
  const { cases, clock, notices, takedowns } = services;
  const notice = await notices.get(target.noticeId);
  const isOurs = token !== undefined && notice?.submission?.token === token;
  if (notice && (notice.sentAt || (MAY_HAVE_LEFT.includes(notice.state) && !isOurs))) return;
  const at = clock();
  const saying = { by: 'submit', why, at };
  const out = await moveTarget(target, 'taken-out', saying, { nextCheckAt: undefined }, services);
  if (!out || to === 'nowhere') return;
  const record = await cases.get(target.caseId);
  if (record?.state !== 'drafted' || record.noticeId !== target.noticeId) return;
  const isRestless = to === 'prepare' && roundsWithoutPerson(record) >= mostRounds;
  const state = isRestless ? 'awaiting-approval' : CASE_AFTER[to];
  const change = {
    noticeId: null,
    approvedBy: null,
    ...(to === 'ended' && { removedAt: at.toISOString() }),
    // Told by the next tick, should this worker die before it does.
    ...(state === 'awaiting-approval' && { nextCheckAt: at.toISOString() }),
  };
  const again = isRestless ? `, and it has gone back ${mostRounds} times before without ever leaving` : '';
  const moved = await cases.transition(record, {
    to: state,
    why: `taken out of notice ${target.noticeId}: ${why}${again}`,
    by: 'submit',
    at,
    change,
  });
  if (moved) await services.alerts.sendAll(caseAlerts(moved));
  if (moved && state === 'queued') await enqueueCase(moved, takedowns);
}

const TOGETHER = 20;

export async function casesOf(targets: readonly Target[], { cases }: Pick<SubmitServices, 'cases'>): Promise<CaseOf> {
  const records = new Map<string, Case>();
  for (let start = 0; start < targets.length; start += TOGETHER) {
    const some = await Promise.all(targets.slice(start, start + TOGETHER).map(({ caseId }) => cases.get(caseId)));
    for (const record of some) if (record) records.set(record.id, record);
  }
  return (caseId) => records.get(caseId);
}
