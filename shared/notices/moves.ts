import { CASE_TRANSITIONS, type Case, type CaseState } from '#shared/domain/case.ts';
import type { ClaimKind } from '#shared/domain/claim.ts';
import type { HistoryEvent } from '#shared/domain/event.ts';
import { type NoticeInput, type NoticeRecord, noticeAfter } from '#shared/domain/notice-record.ts';
import { type Target, type TargetInput, type TargetState, targetAfter, targetId } from '#shared/domain/target.ts';
import type { CaseChange } from '#shared/stores/case-item.ts';
import type { CaseStore } from '#shared/stores/case-store.ts';
import type { NoticeStore } from '#shared/stores/notice-store.ts';

/** `claim`: what the notice claims, where it leaves. */
export type Saying = { by: string; why: string; at: Date; claim?: ClaimKind };

type Stores = { notices: NoticeStore; cases: Pick<CaseStore, 'get' | 'transition' | 'update'> };

/**
 * Moves a notice on; undefined when somebody else did first.
 * @throws Error when there is no such arrow: a bug, not a race.
 */
export async function moveNotice(
  from: NoticeRecord,
  input: NoticeInput,
  { by, why, at }: Saying,
  change: Partial<NoticeRecord>,
  { notices }: Pick<Stores, 'notices'>,
): Promise<NoticeRecord | undefined> {
  const state = noticeAfter(from.state, input);
  if (!state) throw new Error(`notice ${from.id} is ${from.state}: it cannot be ${input}`);
  const lastEvent: HistoryEvent = {
    subject: from.id,
    seq: from.version + 1,
    at: at.toISOString(),
    from: from.state,
    to: state,
    by,
    cause: input,
    why,
  };
  return notices.write(from, { ...from, ...change, state, updatedAt: at.toISOString(), lastEvent });
}

/** Where a case stands when its target does. */
const CASE_STATE: Record<Exclude<TargetState, 'taken-out'>, CaseState> = {
  drafted: 'drafted',
  noticed: 'submitted',
  'in-review': 'acknowledged',
  asked: 'clarification-needed',
  contested: 'counter-noticed',
  'to-correct': 'rejected',
  lost: 'rejected',
  removed: 'removed',
  ended: 'ended',
  restored: 'restored',
  relisted: 'relisted',
  withdrawn: 'withdrawn',
};

/**
 * Moves a target on, and its case with it. The case first: a worker that dies in between finds the target as it was, and does both again.
 * Undefined when there is no such arrow (an answer that came late or twice) or somebody else moved it.
 */
export async function moveTarget(
  from: Target,
  input: TargetInput,
  saying: Saying,
  change: Partial<Target>,
  stores: Stores,
): Promise<Target | undefined> {
  const after = targetAfter(from, input);
  if (!after) return undefined;
  const { by, why, at } = saying;
  const moved: Target = { ...from, ...change, ...after };
  const lastEvent: HistoryEvent = {
    subject: targetId(from),
    seq: from.version + 1,
    at: at.toISOString(),
    from: from.state,
    to: after.state,
    by,
    cause: input,
    why,
  };
  if (after.state !== 'taken-out') await followTarget(moved, input, saying, stores);
  return stores.notices.writeTarget(from, { ...moved, reached: reachedBy(from, after.state), lastEvent });
}

const reachedBy = ({ reached }: Target, state: TargetState): TargetState[] => [...new Set([...reached, state])];

/** Brings the case to where its target is; harmless when it is there, or belongs to another notice by now. */
async function followTarget(
  target: Target,
  cause: TargetInput,
  { by, why, at, claim }: Saying,
  { cases }: Stores,
): Promise<void> {
  const record = await cases.get(target.caseId);
  if (!record || record.noticeId !== target.noticeId) return;
  const to = CASE_STATE[target.state as Exclude<TargetState, 'taken-out'>];
  // A person may have taken the case elsewhere meanwhile: their word stands.
  if (record.state === to || !CASE_TRANSITIONS[record.state].includes(to)) return;
  const change = { ...changeAt(target, record), nextCheckAt: null };
  await cases.transition(record, { to, by, why, at, cause, claim, change });
}

function changeAt(target: Target, record: Case): CaseChange {
  if (target.state === 'noticed') return { submittedAt: target.sentAt };
  if (target.state === 'removed' || target.state === 'ended') return { removedAt: target.removedAt };
  if (target.state === 'to-correct') return { round: (record.round ?? 1) + 1 };
  return {};
}
