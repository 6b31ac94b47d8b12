import {
  CASE_TRANSITIONS,
  type Case,
  type CaseLabel,
  type CaseState,
  WAITS_FOR_A_PERSON,
} from '#shared/domain/case.ts';
import { dayOf } from '#shared/domain/days.ts';
import { NEEDS, type Permission } from '#shared/domain/membership.ts';
import { withRemark } from '#shared/domain/remark.ts';
import { DAY_MS, isoAfter } from '#shared/domain/time-units.ts';
import type { Access } from '#shared/people/access.ts';
import type { CaseChange } from '#shared/stores/case-item.ts';
import type { CaseStore } from '#shared/stores/case-store.ts';
import { CASE_WORDS } from './case-words.ts';

/** What a person may say of a waiting case. */
export const REVIEW_DECISIONS = [
  'confirm',
  'not-infringing',
  'out-of-scope',
  'grey-market',
  'authorised',
  'snooze',
] as const;
export type ReviewDecision = (typeof REVIEW_DECISIONS)[number];

type Meaning = { to: CaseState; label?: CaseLabel; permission: Permission; why: string };

export const DECISION_MEANING: Record<ReviewDecision, Meaning> = {
  confirm: { to: 'queued', permission: NEEDS.confirm, why: 'confirmed as infringing' },
  'not-infringing': { to: 'dismissed', label: 'not-infringing', permission: NEEDS.label, why: 'does not infringe' },
  'out-of-scope': { to: 'dismissed', label: 'out-of-scope', permission: NEEDS.label, why: 'out of scope' },
  'grey-market': { to: 'dismissed', label: 'grey-market', permission: NEEDS.label, why: 'genuine goods, grey market' },
  authorised: { to: 'authorised', label: 'authorised', permission: NEEDS.label, why: 'the seller is authorised' },
  snooze: { to: 'snoozed', permission: NEEDS.label, why: 'put off' },
};

/** A decision can be taken back by who made it for this long; until then nothing follows from it. */
export const UNDO_MS = 30_000;

/** `changed`: what was seen of it is not how it stands any more. */
export type DecisionOutcome = { case: Case } | { refused: string; changed?: true };

/**
 * Decides a waiting case. What is confirmed rests for `UNDO_MS`: `verify` takes it on at its next round after that, within
 * fifteen minutes, so that a slip of the finger is never a notice.
 */
export async function decideCase(
  record: Case,
  { decision, note, at, until }: { decision: ReviewDecision; note?: string; at: Date; until?: Date },
  { access, cases }: { access: Access; cases: Pick<CaseStore, 'transition' | 'update'> },
): Promise<DecisionOutcome> {
  const { to, label, permission, why } = DECISION_MEANING[decision];
  const isTheirs = access.may(permission, record.brandId);
  if (!isTheirs && !access.may(NEEDS.label, record.brandId))
    return { refused: `This needs the right to ${permission}.` };
  if (!WAITS_FOR_A_PERSON.includes(record.state)) return { refused: `It is "${CASE_WORDS[record.state]}" already.` };
  const back = until ?? new Date(at.getTime() + SNOOZE_MS);
  const awayMs = back.getTime() - at.getTime(); // not a number where the date is none
  if (decision === 'snooze' && !(awayMs > 0 && awayMs <= MOST_SNOOZE_MS))
    return { refused: 'A case is put off until a day to come, within a year.' };
  if (!isTheirs) return propose(record, { note, by: access.actor, at }, cases);
  const what = decision === 'snooze' ? `${why} until ${dayOf(back)}` : why;
  const moved = await cases.transition(record, {
    to,
    by: access.actor,
    why: note ? `${what}: ${note}` : what,
    label,
    at,
    change: changeOf(to, access.actor, at, back),
  });
  return moved ? { case: moved } : CHANGED;
}

/** It stays where it is, out of their way and in front of whoever may confirm it. */
async function propose(
  record: Case,
  { note, by, at }: { note?: string; by: string; at: Date },
  cases: Pick<CaseStore, 'update'>,
): Promise<DecisionOutcome> {
  const text = `says that it infringes${note ? `: ${note}` : ''}`.slice(0, 1000);
  const said = { by, at: at.toISOString() };
  const updated = await cases.update(record, { proposed: said, remarks: withRemark(record, { ...said, text }) });
  return updated ? { case: updated } : CHANGED;
}

/** Where nobody says until when. */
const SNOOZE_MS = 7 * DAY_MS;
const MOST_SNOOZE_MS = 366 * DAY_MS;

function changeOf(to: CaseState, actor: string, at: Date, back: Date): CaseChange {
  const takenOn = isoAfter(at, UNDO_MS);
  if (to === 'queued') return { proposed: null, approvedBy: actor, nextCheckAt: takenOn };
  return { proposed: null, ...(to === 'snoozed' && { nextCheckAt: back.toISOString() }) };
}

/** Takes back what the same person decided less than `UNDO_MS` ago, as long as nothing has followed from it. */
export async function undoDecision(
  record: Case,
  at: Date,
  { access, cases }: { access: Access; cases: Pick<CaseStore, 'transition' | 'update'> },
): Promise<DecisionOutcome> {
  if (record.proposed?.by === access.actor) return takeBackProposal(record, at, cases);
  const last = record.events.at(-1);
  const isTheirs = last?.from && WAITS_FOR_A_PERSON.includes(last.from) && last.by === access.actor;
  if (!isTheirs || record.submission) return { refused: 'Something has happened to it since.' };
  if (at.getTime() - Date.parse(last.at) > UNDO_MS)
    return { refused: 'The half minute is over; reopen the case instead.' };
  if (!CASE_TRANSITIONS[record.state].includes('flagged'))
    return { refused: `It is "${CASE_WORDS[record.state]}": that cannot be taken back here.` };
  const moved = await cases.transition(record, {
    to: 'flagged',
    by: access.actor,
    why: 'decision taken back',
    at,
    change: { approvedBy: null },
  });
  return moved ? { case: moved } : CHANGED;
}

async function takeBackProposal(record: Case, at: Date, cases: Pick<CaseStore, 'update'>): Promise<DecisionOutcome> {
  const proposed = record.proposed!;
  if (at.getTime() - Date.parse(proposed.at) > UNDO_MS) return { refused: 'The half minute is over.' };
  const remarks = record.remarks.filter((remark) => remark.by !== proposed.by || remark.at !== proposed.at);
  const updated = await cases.update(record, { proposed: null, remarks });
  return updated ? { case: updated } : CHANGED;
}

const CHANGED: DecisionOutcome = { refused: 'Somebody else changed it just now.', changed: true };
