import type { CaseState } from '#shared/domain/case.ts';
import type { AlertJob, AlertKind } from '#shared/domain/messages.ts';
import type { NoticeRecord, NoticeState } from '#shared/domain/notice-record.ts';
import type { Target, TargetState } from '#shared/domain/target.ts';
import { nextReminder, type Task, type TaskKind } from '#shared/domain/task.ts';
import { DAY_MS, isoAfter } from '#shared/domain/time-units.ts';
import { brandAlert } from '#shared/messaging/brand-alert.ts';
import type { Queue } from '#shared/messaging/queue.ts';
import { sha256Hex } from '#shared/runtime/sha256.ts';
import type { CaseStore } from '#shared/stores/case-store.ts';
import type { NoticeStore } from '#shared/stores/notice-store.ts';

/** Where the venue names no date. */
const DAYS: Record<TaskKind, number> = {
  'file-packet': 1,
  'answer-clarification': 5,
  'answer-counter-notice': 10,
  'correct-notice': 5,
  'tell-venue-withdrawn': 2,
  'say-whether-arrived': 2,
  'notice-not-taken': 1,
  'notice-set-back': 2,
  restored: 5,
  'look-unclear': 7,
  'seller-authorised': 2,
  'case-dismissed': 2,
  'found-genuine': 1,
  'right-gone': 2,
};

/** Of these there is one for each offer, or some, that it is about. */
export const TASKS_OF_OFFERS: readonly TaskKind[] = [
  'answer-clarification',
  'answer-counter-notice',
  'correct-notice',
  'look-unclear',
  'seller-authorised',
  'case-dismissed',
  'found-genuine',
];

/** What is told when one is opened; of the others, that there is something to do. */
const TOLD_AS: Partial<Record<TaskKind, AlertKind>> = {
  'answer-counter-notice': 'counter-noticed',
  'correct-notice': 'notice-refused',
};

/** What it is about: which targets (none: the notice), and since when nothing has happened to that. */
type Concerning = { caseIds?: readonly string[]; unchangedSince: string };

type Services = { notices: Pick<NoticeStore, 'openTask' | 'openTasks'>; alerts: Queue<AlertJob>; clock: () => Date };

/**
 * Opens a task and tells about it. The same kind about the same targets, due at the same minute, is the same task until these move; with `concerning` also
 * one that was opened since then: whoever opened it died before moving it. So it is opened before what it is about moves, and nothing is lost.
 */
export async function openTask(
  opening: {
    kind: TaskKind;
    notice: NoticeRecord;
    caseId?: string;
    text: string;
    dueAt?: string;
    concerning?: Concerning;
  },
  { notices, alerts, clock }: Services,
): Promise<Task> {
  const { kind, notice, caseId, text, concerning } = opening;
  const now = clock();
  const dueAt = opening.dueAt ?? isoAfter(now, DAYS[kind] * DAY_MS);
  const about = [caseId ?? notice.id, notice.tries, ...(concerning ? [keyOf(concerning)] : [])];
  const task: Task = {
    id: [dueAt.slice(0, 16), kind, ...about].join('~'),
    brandId: notice.brandId,
    kind,
    noticeId: notice.id,
    ...(caseId && { caseId }),
    ...(concerning?.caseIds && { concerns: [...concerning.caseIds] }),
    openedAt: now.toISOString(),
    dueAt,
    text,
  };
  const known = concerning && (await openedBefore(task, concerning, notices));
  // Due on another date that was named, it is another one.
  const opened = known && (!opening.dueAt || known.dueAt === opening.dueAt) ? known : task;
  const reminder = nextReminder(task, now);
  if (opened === task) await notices.openTask({ ...task, ...(reminder && { nextCheckAt: reminder.toISOString() }) });
  const message = `${opened.text} Due ${opened.dueAt.slice(0, 10)}.`;
  await alerts.sendAll([brandAlert(notice, TOLD_AS[kind] ?? 'task-due', message, now, opened.id)]);
  return opened;
}

/** Finishes earlier ones of its kind about no other targets: the venue has named another date. */
export async function finishReplaced(
  { id, brandId, kind, noticeId, concerns = [] }: Task,
  by: string,
  { notices, clock }: { notices: Pick<NoticeStore, 'openTasks' | 'finishTask'>; clock: () => Date },
): Promise<void> {
  for (const task of await notices.openTasks(brandId, 1000)) {
    const isSame = task.kind === kind && task.noticeId === noticeId && task.id !== id;
    if (isSame && task.concerns?.every((caseId) => concerns.includes(caseId)))
      await notices.finishTask(task, by, clock());
  }
}

/**
 * Two answers about two offers of a notice are two tasks, though both are due at the same minute; and so are two about the same offer, when
 * something happened to it in between: the first may be done by then.
 */
const keyOf = ({ caseIds = [], unchangedSince }: Concerning): string => keyOfCases([...caseIds, unchangedSince]);

export const keyOfCases = (caseIds: readonly string[]): string =>
  sha256Hex(JSON.stringify(caseIds.toSorted())).slice(0, 16);

async function openedBefore(
  { brandId, kind, noticeId }: Task,
  { caseIds = [], unchangedSince }: Concerning,
  notices: Pick<NoticeStore, 'openTasks'>,
): Promise<Task | undefined> {
  const open = await notices.openTasks(brandId, 1000);
  const isSame = (task: Task) => task.kind === kind && task.noticeId === noticeId && task.openedAt >= unchangedSince;
  return open.find((task) => isSame(task) && caseIds.every((id) => task.concerns?.includes(id)));
}

/** What is to be done about an offer as long as it is in that state. */
const OFFER_IN: Partial<Record<TaskKind, TargetState>> = {
  'answer-clarification': 'asked',
  'answer-counter-notice': 'contested',
  'correct-notice': 'to-correct',
};

/** Without cases it concerns all. */
const isStillAsked = ({ kind, concerns }: Task, targets: readonly Target[]): boolean =>
  targets.some(({ caseId, state }) => state === OFFER_IN[kind] && (concerns?.includes(caseId) ?? true));

/**
 * Finishes what was to be done about offers that have gone on from there, by whatever way.
 * @param opened just now, for offers that may not be there yet
 */
export async function finishOvertaken(
  notice: Pick<NoticeRecord, 'id' | 'brandId'>,
  { by, at, opened }: { by: string; at: Date; opened?: TaskKind },
  notices: Pick<NoticeStore, 'openTasks' | 'finishTask' | 'targetsOf'>,
): Promise<void> {
  const targets = await notices.targetsOf(notice.id);
  for (const task of await notices.openTasks(notice.brandId, 1000)) {
    const isOfOffers = task.noticeId === notice.id && OFFER_IN[task.kind] && task.kind !== opened;
    if (isOfOffers && !isStillAsked(task, targets)) await notices.finishTask(task, by, at);
  }
}

/** What is to be done about a case as long as it stands there, in the notice that the task is about. */
const CASE_IN: Partial<Record<TaskKind, CaseState>> = { 'correct-notice': 'rejected', restored: 'restored' };

type GoneOnStores = { notices: Pick<NoticeStore, 'targetsOf'>; cases: Pick<CaseStore, 'get'> };

/**
 * Whether a person has taken up, or cleared, every case that it is about.
 * @param just what has gone on a moment ago: a task about others is not looked into
 */
export async function hasGoneOn(
  { kind, noticeId, caseId, concerns }: Task,
  { notices, cases }: GoneOnStores,
  just?: ReadonlySet<string>,
): Promise<boolean> {
  const state = CASE_IN[kind];
  if (!state || !noticeId) return false;
  const named = caseId ? [caseId] : concerns;
  const ids = named ?? (await notices.targetsOf(noticeId)).map((target) => target.caseId);
  if (just && !ids.some((id) => just.has(id))) return false;
  const records = await Promise.all(ids.map((id) => cases.get(id)));
  return records.every((record) => record?.state !== state || record.noticeId !== noticeId);
}

/** Finishes the tasks about its offers that ended when these left in it. */
export async function finishGoneOn(
  { id, brandId }: Pick<NoticeRecord, 'id' | 'brandId'>,
  { by, at }: { by: string; at: Date },
  stores: GoneOnStores & { notices: Pick<NoticeStore, 'openTasks' | 'finishTask'> },
): Promise<void> {
  const just = new Set((await stores.notices.targetsOf(id)).map(({ caseId }) => caseId));
  for (const task of await stores.notices.openTasks(brandId, 1000))
    if (await hasGoneOn(task, stores, just)) await stores.notices.finishTask(task, by, at);
}

/** Over with what is said of the notice, while that is in this state; of the others somebody says that they are done. */
const NOTICE_IN: Partial<Record<TaskKind, { state: NoticeState; say: string }>> = {
  'file-packet': { state: 'ready-to-file', say: 'notice filed' },
  'say-whether-arrived': { state: 'uncertain', say: 'notice answer --kind received, or not-received' },
  'answer-clarification': { state: 'sent', say: 'notice answer --kind answered' },
};

export const endsWithNotice = (kind: TaskKind): boolean => kind in NOTICE_IN;

/** Why somebody cannot say yet that it is done: its notice would wait for ever, and nobody would be asked any more. */
export async function notDoneYet(
  task: Task,
  notices: Pick<NoticeStore, 'get' | 'targetsOf'>,
): Promise<string | undefined> {
  const { kind, noticeId = '', doneAt } = task;
  const waits = doneAt ? undefined : NOTICE_IN[kind];
  const notice = waits && (await notices.get(noticeId));
  if (!waits || notice?.state !== waits.state) return undefined;
  if (OFFER_IN[kind] && !isStillAsked(task, await notices.targetsOf(noticeId))) return undefined;
  return `It ends with what you say of notice ${noticeId}: ${waits.say}.`;
}

/** Finishes the notice's open tasks of these kinds, but for those that concern a case about which something is open still; without cases it concerns all. */
export async function finishTasks(
  notice: Pick<NoticeRecord, 'id' | 'brandId'>,
  kinds: readonly TaskKind[],
  by: string,
  at: Date,
  notices: Pick<NoticeStore, 'openTasks' | 'finishTask'>,
  stillOpen: readonly string[] = [],
): Promise<void> {
  for (const task of await notices.openTasks(notice.brandId, 1000)) {
    const isWanted = (task.concerns ?? stillOpen).some((id) => stillOpen.includes(id));
    if (task.noticeId === notice.id && kinds.includes(task.kind) && !isWanted) await notices.finishTask(task, by, at);
  }
}
