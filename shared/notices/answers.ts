import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { dayOf } from '#shared/domain/days.ts';
import { endOfDay } from '#shared/domain/last-day.ts';
import type { AlertJob } from '#shared/domain/messages.ts';
import type { NoticeRecord } from '#shared/domain/notice-record.ts';
import type { LegalForm } from '#shared/domain/programme.ts';
import { isOpenTarget, type Target, type TargetInput, targetAfter, wentAbsent } from '#shared/domain/target.ts';
import type { TaskKind } from '#shared/domain/task.ts';
import { DAY_MS, HOUR_MS } from '#shared/domain/time-units.ts';
import { brandAlert } from '#shared/messaging/brand-alert.ts';
import type { Queue } from '#shared/messaging/queue.ts';
import type { CaseStore } from '#shared/stores/case-store.ts';
import type { NoticeStore } from '#shared/stores/notice-store.ts';
import type { VenueAnswer } from './channels/channel.ts';
import { moveNotice, moveTarget, type Saying } from './moves.ts';
import { spreadSent } from './spread.ts';
import { finishOvertaken, finishReplaced, finishTasks, keyOfCases, openTask } from './tasks.ts';

/** What a venue said about a notice, however we came to know: by its API, by mail, or told by a person. */
export const Answer = z.strictObject({
  kind: z.enum([
    'received',
    'not-received',
    'accepted',
    'refused',
    'clarify',
    'answered',
    'counter-notice',
    'upheld',
    'restored',
    'ended',
  ]),
  /** Of `refused`: the form can be corrected and sent again, the merits count against us. */
  refusal: z.enum(['form', 'merits']).optional(),
  reasons: z.array(z.string().min(1).max(1000)).max(20).default([]),
  /** By when the venue wants an answer. */
  dueAt: z.iso.datetime().optional(),
  /** The venue's number for the notice. */
  number: z.string().min(1).max(200).optional(),
  /** The offers it is about, by case; none: all. */
  caseIds: z.array(z.string().min(1)).max(1000).default([]),
  /** Names of papers that were handed in with it. */
  documents: z.array(z.string().min(1).max(300)).max(20).default([]),
});
export type Answer = z.infer<typeof Answer>;

type Services = {
  notices: NoticeStore;
  cases: Pick<CaseStore, 'get' | 'transition' | 'update'>;
  alerts: Queue<AlertJob>;
  clock: () => Date;
};

export type Taken = { notice: NoticeRecord; moved: Target[]; unmoved: number };

const INPUT: Record<Exclude<Answer['kind'], 'not-received' | 'refused'>, TargetInput> = {
  received: 'received',
  accepted: 'accepted',
  clarify: 'clarify',
  answered: 'answered',
  'counter-notice': 'counter-notice',
  upheld: 'upheld',
  restored: 'restored',
  ended: 'ended-by-seller',
};

const TASK: Partial<Record<TargetInput, { kind: TaskKind; text: (about: string, form: LegalForm) => string }>> = {
  clarify: {
    kind: 'answer-clarification',
    text: (about) =>
      `The venue asks for more about ${about}. Answer it there, then say so: notice answer --kind answered.`,
  },
  'counter-notice': {
    kind: 'answer-counter-notice',
    // 17 U.S.C. 512(g)(2)(C): what is said to the venue alone keeps nothing down.
    text: (about, form) =>
      form === 'dmca-512'
        ? `The seller objects to ${about}. The venue puts it back within 10 to 14 working days, unless it learns before that the owner has gone to court about it. Ask your lawyer, or withdraw the notice.`
        : `The seller objects to ${about}. Stand by it at the venue, or withdraw the notice.`,
  },
  'refused-form': {
    kind: 'correct-notice',
    text: (about) => `The venue refused the form of ${about}. Correct it and approve the case again.`,
  },
  restored: {
    kind: 'restored',
    text: (about) =>
      `The venue put back ${about}. Nothing more is sent about it before a person takes the case up again.`,
  },
};

const inputOf = ({ kind, refusal }: Pick<Answer, 'kind' | 'refusal'>): TargetInput => {
  if (kind === 'refused') return refusal === 'form' ? 'refused-form' : 'refused-merits';
  return INPUT[kind as keyof typeof INPUT];
};

/** Whether this answer can be given about a notice in this state; else why not, with the next step. */
export function answerProblem({ state, id }: NoticeRecord, { kind }: Pick<Answer, 'kind'>): string | undefined {
  if (state === 'uncertain')
    return kind === 'received' || kind === 'accepted' || kind === 'not-received'
      ? undefined
      : `Whether notice ${id} arrived is not known: say "received" or "not-received" first.`;
  if (kind === 'not-received')
    return `Notice ${id} is ${state}; only of an uncertain one it can be said that it did not arrive.`;
  if (state === 'sent' || state === 'closed' || state === 'withdrawn') return undefined;
  if (state === 'ready-to-file') return `Notice ${id} was not filed yet: say "notice filed ${id}" first.`;
  return `Notice ${id} is ${state}: the venue does not know it yet.`;
}

/** A later date is a slip of the pen, and its task would remind of nothing before it is too late. */
const LONGEST_ANSWER_MS = 366 * DAY_MS;

/** What is wrong with the date that a person says the venue named. */
export function dueDateProblem(
  { id, sentAt = '' }: NoticeRecord,
  { dueAt = sentAt }: Pick<Answer, 'dueAt'>,
  now: Date,
): string | undefined {
  const due = dayOf(dueAt);
  if (Date.parse(dueAt) > now.getTime() + LONGEST_ANSWER_MS) return `dueAt: ${due} is more than a year away.`;
  return due < dayOf(sentAt) ? `dueAt: ${due} is before notice ${id} left, on ${dayOf(sentAt)}.` : undefined;
}

/** Takes an answer in: every target that it concerns moves, with its case; what asks for a person becomes a task. Twice is once. */
export async function takeAnswer(notice: NoticeRecord, answer: Answer, by: string, services: Services): Promise<Taken> {
  const at = services.clock();
  const said = answer.reasons.length > 0 ? answer.reasons.join('; ') : 'no reason given';
  const why = [`the venue says ${answer.kind}: ${said}`, ...answer.documents.map((name) => `document ${name}`)].join(
    '; ',
  );
  const known = await spreadFirst(await settleUncertain(notice, answer, { by, why, at }, services), services);
  if (answer.kind === 'not-received') return { notice: known, moved: [], unmoved: 0 };
  const input = inputOf(answer);
  const all = await services.notices.targetsOf(notice.id);
  const named = answer.caseIds.length > 0 ? all.filter(({ caseId }) => answer.caseIds.includes(caseId)) : all;
  // Told before it is written down: what has moved is no news to whoever hears the answer again, and would be told by nobody.
  await tellPeople(known, input, { answer, said, by, targets: named }, services);
  await tellOfWithdrawn(known, { input, answer, said, targets: all }, services);
  const moved: Target[] = [];
  for (const target of meantOf(named, input)) {
    const say = (about: Target) => {
      const heard = meaningFor(about, input);
      return moveTarget(about, heard, { by, why, at }, changeBy(heard, answer, about, at), services);
    };
    // A look at its page may have been written down meanwhile: what the venue says must not be lost to that.
    const latest = async () =>
      targetAfter(target, meaningFor(target, input)) && services.notices.getTarget(notice.id, target.caseId);
    const again = async (about: Target | undefined) => about && say(about);
    const after = (await say(target)) ?? (await again(await latest()));
    if (after && after.state !== target.state) moved.push(after);
  }
  await finishOvertaken(notice, { by, at, opened: TASK[input]?.kind }, services.notices);
  const goesOn = await reopenUndecided(known, { by, why, at }, services);
  return { notice: goesOn, moved, unmoved: named.length - moved.length };
}

/** Who sent or filed it may have died before its offers knew: then they could hear nothing. */
async function spreadFirst(notice: NoticeRecord, services: Services): Promise<NoticeRecord> {
  if (notice.isSpread || !notice.sentAt || (notice.state !== 'sent' && notice.state !== 'closed')) return notice;
  await spreadSent(notice, services);
  return (await services.notices.get(notice.id)) ?? notice;
}

/** What the venue does with an offer as if nobody had told it that we take it back. */
const GOES_ON: readonly TargetInput[] = ['accepted', 'upheld', 'clarify', 'counter-notice'];

/** Somebody has to say it once more: an offer that we take back must not stay down by our word. */
async function tellOfWithdrawn(
  notice: NoticeRecord,
  about: { input: TargetInput; answer: Answer; said: string; targets: readonly Target[] },
  services: Services,
): Promise<void> {
  const { input, answer, said, targets } = about;
  const isMeant = ({ caseId }: Target) => notice.state === 'withdrawn' || answer.caseIds.includes(caseId);
  const withdrawn = targets.filter((target) => target.state === 'withdrawn' && isMeant(target));
  if (withdrawn.length === 0 || !GOES_ON.includes(input)) return;
  const { id, externalId, reference, marketplace } = notice;
  const what = withdrawn.length === 1 ? withdrawn[0]!.statement.itemId : `${withdrawn.length} offers`;
  const text = `The venue says ${answer.kind} of ${what} (${said}), which is withdrawn in notice ${id}. Tell ${marketplace} once more that ${externalId ?? reference} is withdrawn as to that. Then: npx markwarden task done ID`;
  const unchangedSince = withdrawn.reduce((last, { lastEvent: { at } }) => (at > last ? at : last), '');
  const caseIds = notice.state === 'withdrawn' ? [] : withdrawn.map(({ caseId }) => caseId);
  await openTask({ kind: 'tell-venue-withdrawn', notice, text, concerning: { caseIds, unchangedSince } }, services);
}

/** Its venue is asked only about a notice that is not over. */
async function reopenUndecided(notice: NoticeRecord, saying: Saying, { notices }: Services): Promise<NoticeRecord> {
  if (notice.state !== 'closed' || !notice.isSpread) return notice;
  const targets = await notices.targetsOf(notice.id);
  if (!targets.some((target) => target.sentAt && isOpenTarget(target))) return notice;
  const change = { nextCheckAt: saying.at.toISOString() };
  return (await moveNotice(notice, 'reopened', saying, change, { notices })) ?? notice;
}

/** Of several it is about those that the venue has not decided against; that it thinks again about these is said of them alone. Answers of ours may be late. */
function meantOf(named: readonly Target[], input: TargetInput): readonly Target[] {
  const isLate = ({ lastEvent }: Target) => input === 'answered' && lastEvent.cause === 'lapsed';
  const isDecidedAgainst = (target: Target) => isRefused(target) || target.state === 'restored';
  const others = named.filter((target) => !isDecidedAgainst(target) || isLate(target));
  return others.length > 0 ? others : named;
}

/** That the venue takes it down, said of an offer that had gone before: it was the venue's doing. */
const meaningFor = (target: Target, input: TargetInput): TargetInput =>
  input === 'accepted' && wentAbsent(target) ? 'removed-by-venue' : input;

/** Of the targets that the answer will move, or set another date. Again after a crash it is the same task, and the same alert. */
async function tellPeople(
  notice: NoticeRecord,
  input: TargetInput,
  { answer, said, by, targets }: { answer: Answer; said: string; by: string; targets: readonly Target[] },
  services: Services,
): Promise<void> {
  const isConcerned = (target: Target) => {
    const after = targetAfter(target, input);
    const hasOtherDate = answer.dueAt !== undefined && answer.dueAt !== target.dueAt;
    return after !== undefined && (after.state !== target.state || hasOtherDate);
  };
  const concerned = targets.filter(isConcerned);
  if (concerned.length === 0) return;
  const about = `${concerned.length === 1 ? concerned[0]!.statement.title.slice(0, 80) : `${concerned.length} offers`} (notice ${notice.id}; ${said})`;
  const task = TASK[input];
  if (task) {
    const unchangedSince = concerned.reduce((last, { lastEvent: { at } }) => (at > last ? at : last), '');
    const caseIds = concerned.map(({ caseId }) => caseId);
    const opening = { kind: task.kind, notice, text: task.text(about, notice.content.legalForm), dueAt: answer.dueAt };
    const opened = await openTask({ ...opening, concerning: { caseIds, unchangedSince } }, services);
    await finishReplaced(opened, by, services);
  }
  if (input === 'refused-merits') {
    const message = `The venue does not see an infringement in ${about}. Nothing more is sent about it before a person takes the case up again.`;
    const now = services.clock();
    // Whichever of them have moved already: it is the same answer, and on another day another one.
    const occasion = keyOfCases([...targets.map(({ caseId }) => caseId), dayOf(now)]);
    await services.alerts.sendAll([brandAlert(notice, 'notice-refused', message, now, occasion)]);
  }
}

async function settleUncertain(
  notice: NoticeRecord,
  answer: Answer,
  saying: { by: string; why: string; at: Date },
  services: Services,
): Promise<NoticeRecord> {
  const number = answer.number ? { externalId: answer.number } : {};
  if (notice.state === 'uncertain') {
    const arrived = answer.kind !== 'not-received';
    const now = saying.at.toISOString();
    const change = arrived
      ? { ...number, sentAt: notice.sentAt ?? now, nextCheckAt: now }
      : { tries: 0, saidNoAt: [], nextCheckAt: now };
    const moved = await moveNotice(notice, arrived ? 'found' : 'not-found', saying, change, services);
    await finishTasks(notice, ['say-whether-arrived'], saying.by, saying.at, services.notices);
    if (moved && arrived) await spreadSent(moved, services);
    return moved ?? notice;
  }
  if (!answer.number || notice.externalId === answer.number) return notice;
  // Of a withdrawn one the last event says what has to be told of it.
  if (notice.state === 'withdrawn') return (await services.notices.write(notice, { ...notice, ...number })) ?? notice;
  const why = `the venue's number is ${answer.number}${notice.externalId ? `, and not ${notice.externalId}` : ''}`;
  return (await moveNotice(notice, 'numbered', { ...saying, why }, number, services)) ?? notice;
}

function changeBy(input: TargetInput, answer: Answer, target: Target, at: Date): Partial<Target> {
  const { dueAt = target.dueAt } = answer;
  const soon = new Date(at.getTime() + HOUR_MS).toISOString();
  if (input === 'clarify' || input === 'counter-notice') {
    const over = dueAt && endOfDay(dueAt).toISOString();
    const isFirst = over && (!target.nextCheckAt || over < target.nextCheckAt);
    return { dueAt, nextCheckAt: isFirst ? over : (target.nextCheckAt ?? soon) };
  }
  // Whoever looks next tells people of a removal, too.
  if (input === 'accepted' || input === 'removed-by-venue' || input === 'upheld' || input === 'answered')
    return { dueAt: undefined, nextCheckAt: soon };
  if (input === 'ended-by-seller') return { removedAt: at.toISOString(), dueAt: undefined };
  if (input === 'refused-form' || input === 'refused-merits' || input === 'restored')
    return { dueAt: undefined, nextCheckAt: undefined };
  return {};
}

/** What the venue's API says that it has not said before, as answers; what it has not decided is none. */
export function answersFrom(said: readonly VenueAnswer[], targets: readonly Target[]): Answer[] {
  const withNews = new Set(targets.filter((target) => heardFrom(said, target) !== target.heard));
  return said.flatMap((each) => {
    const kind = KIND_OF[each.stage];
    const about = targets.filter((target) => isAbout(each, target));
    const meant = each.itemId === undefined ? meantOf(about, inputOf({ kind, refusal: each.refusal })) : about;
    const caseIds = meant
      .filter((target) => withNews.has(target) && isNews(kind, each, target))
      .map(({ caseId }) => caseId);
    if (caseIds.length === 0) return [];
    const refusal = kind === 'refused' ? { refusal: each.refusal ?? ('merits' as const) } : {};
    return [Answer.parse({ kind, ...refusal, reasons: each.reasons, dueAt: each.dueAt, caseIds })];
  });
}

/** More of one offer is a fault, or a flood. */
const MOST_SAID = 20;

/**
 * What is taken in of it, and remembered: of each offer of the notice the last that it says, and what it says twice running once. Neither
 * may grow with an answer that repeats itself for ever.
 */
export function boundedSaid(said: readonly VenueAnswer[], targets: readonly Target[]): VenueAnswer[] {
  const items = new Set<string | undefined>([undefined, ...targets.map(({ statement }) => statement.itemId)]);
  const ofEach = Map.groupBy(
    said.filter(({ itemId }) => items.has(itemId)),
    ({ itemId }) => itemId,
  );
  return [...ofEach.values()].flatMap((words) =>
    words.filter((word, at) => !isDeepStrictEqual(word, words[at - 1])).slice(-MOST_SAID),
  );
}

/** All that it says of this offer and by when it wants an answer, in its order: it may say one thing and then another. */
export const heardFrom = (said: readonly VenueAnswer[], target: Target): string | undefined =>
  said
    .filter((each) => isAbout(each, target))
    .map(({ stage, dueAt }) => (dueAt ? `${stage}@${dueAt}` : stage))
    .join(' ') || undefined;

const lastHeard = ({ heard }: Target): string | undefined => heard?.split(' ').at(-1)?.split('@')[0];

const isAbout = ({ itemId }: VenueAnswer, { statement }: Target): boolean =>
  itemId === undefined || itemId === statement.itemId;

const KIND_OF: Record<VenueAnswer['stage'], Answer['kind']> = {
  received: 'received',
  'in-review': 'received',
  removed: 'accepted',
  rejected: 'refused',
  'clarification-needed': 'clarify',
  'counter-noticed': 'counter-notice',
  upheld: 'upheld',
  restored: 'restored',
};

/** Whether it is any, of an offer about which people may have said more meanwhile. */
function isNews(kind: Answer['kind'], { stage, dueAt }: VenueAnswer, target: Target): boolean {
  const { state, accepted, reached, heard } = target;
  // What a person heard and answered before the API had said anything may be this very word.
  const mayBeAnswered = heard === undefined && reached.includes(kind === 'clarify' ? 'asked' : 'contested');
  const isSaidAnew = lastHeard(target) !== stage && !mayBeAnswered;
  const isOtherDate = dueAt !== undefined && dueAt !== target.dueAt;
  if (kind === 'received') return state === 'noticed';
  const isDown = kind === 'accepted' || kind === 'upheld';
  // Before it was put back, or before we took it back, it may have said this very word.
  if (isDown && state === 'restored') return lastHeard(target) === 'restored';
  if (isDown && state === 'withdrawn') return !accepted && lastHeard(target) !== stage;
  // A removal that it said before decides nothing about an objection that a person has read since; one after the objection does.
  if (kind === 'accepted' && state === 'contested') return !accepted || lastHeard(target) === 'counter-noticed';
  if (kind === 'accepted') return (isOpenTarget(target) || wentAbsent(target) || isRefused(target)) && !accepted;
  if (kind === 'counter-notice') return state === 'contested' ? isOtherDate : isSaidAnew;
  if (kind !== 'clarify') return true;
  if (state === 'asked') return isOtherDate;
  return state === 'noticed' || (state === 'in-review' && isSaidAnew);
}

const isRefused = ({ state }: Target): boolean => state === 'lost' || state === 'to-correct';
