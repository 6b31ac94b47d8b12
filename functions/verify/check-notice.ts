import { dayOf } from '#shared/domain/days.ts';
import { isFiledByPerson, MAX_TRIES, type NoticeRecord } from '#shared/domain/notice-record.ts';
import { rightKey, rightName } from '#shared/domain/right.ts';
import { isOpenTarget, type Target } from '#shared/domain/target.ts';
import { DAY_MS, HOUR_MS, isoAfter } from '#shared/domain/time-units.ts';
import { tellGivenUp } from '#shared/messaging/given-up.ts';
import { enqueueNotice } from '#shared/messaging/takedowns.ts';
import { accuracyFor } from '#shared/notices/accuracy.ts';
import { answersFrom, boundedSaid, heardFrom, takeAnswer } from '#shared/notices/answers.ts';
import { approvalOf, drafted } from '#shared/notices/approval.ts';
import { approvalWanted, REMINDED_AFTER_MS } from '#shared/notices/approval-wanted.ts';
import { spreadWithdrawn } from '#shared/notices/by-people.ts';
import type { VenueAnswer } from '#shared/notices/channels/channel.ts';
import { moveNotice } from '#shared/notices/moves.ts';
import { ownerOf } from '#shared/notices/owner-of.ts';
import { programmeById } from '#shared/notices/programmes/index.ts';
import { shadowRefusal } from '#shared/notices/shadow.ts';
import { spreadSent } from '#shared/notices/spread.ts';
import { openTask } from '#shared/notices/tasks.ts';
import { sameName } from '#shared/recognition/same-name.ts';
import { countMetric } from '#shared/runtime/logger.ts';
import { keepStoreFilesOf } from '#shared/store-files/keep.ts';
import { REDRIVE_MS } from '#shared/stores/case-item.ts';
import type { NoticeStore } from '#shared/stores/notice-store.ts';
import type { VerifyServices } from './services.ts';

/** Longer than a worker lives that has taken a place and has not put its offer there yet. */
const FILLING_MS = HOUR_MS;
const LOOK_UP_RETRY_MS = 15 * 60_000;
/** So many workers dead over one notice are no accident: no message of theirs is left to end among the dead letters. */
const DEATHS_TOLD = 3;

/** What is due of a notice: a window to close, a message that may be lost, a worker that may be dead, an answer to fetch. */
export async function checkNotice(notice: NoticeRecord, services: VerifyServices): Promise<void> {
  switch (notice.state) {
    case 'draft':
      return isTold(notice) ? remindOfApproval(notice, services) : closeWindow(notice, services);
    case 'first-eye':
      return remindOfApproval(notice, services);
    case 'approved':
      return redrive(notice, services);
    case 'sending':
      return recover(notice, services);
    case 'uncertain':
      return resolveUncertain(notice, services);
    case 'sent':
      return followUp(notice, services);
    case 'withdrawn':
      return void (await spreadWithdrawn(notice, services));
    default:
      if (!notice.isSpread && notice.state === 'closed' && notice.sentAt) await spreadSent(notice, services);
      else await services.notices.write(notice, { ...notice, nextCheckAt: undefined });
  }
}

/** No more targets join. Mode auto approves what no person needs to see; else a person is told, once for all of its targets. */
async function closeWindow(notice: NoticeRecord, services: VerifyServices): Promise<void> {
  const { notices, takedowns, alerts, clock } = services;
  const at = clock();
  const all = await notices.targetsOf(notice.id);
  const targets = drafted(all);
  if (targets.length === 0) {
    const mayBeFilled = all.length < notice.places && at.getTime() - Date.parse(notice.updatedAt) < FILLING_MS;
    const saying = { by: 'verify', why: 'nothing is left in it', at };
    if (mayBeFilled) await notices.write(notice, { ...notice, nextCheckAt: isoAfter(at, REDRIVE_MS) });
    else await moveNotice(notice, 'emptied', saying, { nextCheckAt: undefined }, services);
    return;
  }
  const forPerson =
    targets.find(({ needsPerson }) => needsPerson)?.needsPerson ?? (await breakerStop(notice, services));
  if (!forPerson) {
    const approval = approvalOf(notice, targets, { by: 'submit', at, automatic: true });
    const change = { windowClosed: true, approvals: [approval], nextCheckAt: isoAfter(at, REDRIVE_MS) };
    const approved = await moveNotice(notice, 'approved', { by: 'verify', why: 'mode auto', at }, change, services);
    if (approved) await enqueueNotice(approved, takedowns);
    return;
  }
  // Told before it is written down: told twice is told once, untold is lost.
  const wanted = { offers: targets.length, why: forPerson, occasion: `${notice.places}` };
  await alerts.sendAll([approvalWanted(notice, wanted, at)]);
  const change = { windowClosed: true, nextCheckAt: isoAfter(at, REMINDED_AFTER_MS) };
  await moveNotice(notice, 'window-closed', { by: 'verify', why: forPerson, at }, change, services);
}

/** One that is full is closed before anybody is told. Who took an offer out of a packet knows that the others wait. */
const isTold = ({ windowClosed, lastEvent }: NoticeRecord): boolean =>
  windowClosed && (lastEvent.cause === 'window-closed' || lastEvent.cause === 'set-back');

/** Nobody has approved it, or the second of two has not. In shadow nobody can. */
async function remindOfApproval(notice: NoticeRecord, services: VerifyServices): Promise<void> {
  const { notices, brands, alerts, clock } = services;
  const at = clock();
  const offers = drafted(await notices.targetsOf(notice.id)).length;
  if (offers === 0) {
    const saying = { by: 'verify', why: 'nothing is left in it', at };
    await moveNotice(notice, 'emptied', saying, { nextCheckAt: undefined }, services);
    return;
  }
  const brand = await brands.get(notice.brandId);
  const since = notice.updatedAt.slice(0, 10);
  const why =
    notice.state === 'draft' ? `nobody has since ${since}` : `one person has on ${since}, and another must too`;
  if (brand && !shadowRefusal(brand))
    await alerts.sendAll([approvalWanted(notice, { offers, why, occasion: dayOf(at) }, at)]);
  await notices.write(notice, { ...notice, nextCheckAt: isoAfter(at, REMINDED_AFTER_MS) });
}

async function breakerStop(notice: NoticeRecord, services: VerifyServices): Promise<string | undefined> {
  const { stop } = await accuracyFor(notice, services, services.clock());
  return stop && `automatic sending is stopped: ${stop}`;
}

/** Its message may be lost. One more (doubles are harmless), ever more rarely while a switch or a cap holds it. */
async function redrive(notice: NoticeRecord, { notices, takedowns, clock }: VerifyServices): Promise<void> {
  const now = clock();
  const waitMs = Math.min(Math.max(REDRIVE_MS, now.getTime() - Date.parse(notice.updatedAt)), 6 * HOUR_MS);
  const waiting = await notices.write(notice, { ...notice, nextCheckAt: isoAfter(now, waitMs) });
  if (waiting) await enqueueNotice(waiting, takedowns);
}

/** After its lease the worker is dead. Before the request, or over a packet, it can start again; after the request nobody knows. */
async function recover(notice: NoticeRecord, services: VerifyServices): Promise<void> {
  const at = services.clock();
  const { submission } = notice;
  if (submission && submission.expiresAt > at.toISOString()) {
    await services.notices.write(notice, { ...notice, nextCheckAt: submission.expiresAt });
    return;
  }
  if (submission?.phase === 'sending' && !isFiledByPerson(notice)) {
    const why = 'the worker stopped while sending; whether the notice arrived is unknown';
    const change = {
      submission: undefined,
      tries: notice.tries + 1,
      saidNoAt: [],
      checks: 0,
      nextCheckAt: at.toISOString(),
    };
    await moveNotice(notice, 'unknown', { by: 'verify', why, at }, change, services);
    return;
  }
  const checks = notice.checks + 1;
  const isLasting = checks >= DEATHS_TOLD;
  const { id, brandId } = notice;
  // Told before it is written down: told twice is told once, untold is lost.
  if (isLasting) await tellGivenUp({ brandId, work: 'takedown', what: `Notice ${id} was not sent` }, services);
  const waitMs = isLasting ? Math.min(REDRIVE_MS * 2 ** (checks - DEATHS_TOLD), DAY_MS) : 0;
  const why = 'the worker stopped before anything was sent';
  const change = { submission: undefined, checks, nextCheckAt: isoAfter(at, waitMs) };
  await moveNotice(notice, 'not-taken', { by: 'verify', why, at }, change, services);
}

/**
 * Sent or not is unknown: the venue is asked by our reference. Its books may lag: only a "no" that is said again after the venue's settling
 * time lets the notice go once more, and not for ever.
 */
async function resolveUncertain(notice: NoticeRecord, services: VerifyServices): Promise<void> {
  const { venueOf, readerFor, notices, clock } = services;
  const at = clock();
  const now = at.toISOString();
  const targets = await notices.targetsOf(notice.id);
  const [target] = targets;
  const venue = target && venueOf({ marketplace: notice.marketplace, url: target.statement.url });
  const answer = venue
    ? await readerFor(notice, venue).lookUp(notice, targets)
    : { found: 'cannot-tell' as const, reason: `${notice.marketplace} cannot be asked` };
  const saying = (why: string) => ({ by: 'verify', why, at });
  if (answer.found === 'yes') {
    const change = {
      externalId: answer.externalId ?? notice.externalId,
      sentAt: notice.sentAt ?? now,
      nextCheckAt: now,
    };
    const found = await moveNotice(notice, 'found', saying('the venue has the notice'), change, services);
    if (found) await spreadSent(found, services);
    return;
  }
  if (answer.found === 'no') {
    const saidNoAt = [...notice.saidNoAt, now];
    const settleMs = programmeById(notice.content.programme).settleHours * HOUR_MS;
    if (Date.parse(now) - Date.parse(saidNoAt[0]!) >= settleMs && saidNoAt.length > 1 && notice.tries < MAX_TRIES) {
      const why = 'the venue says twice that the notice never arrived';
      await moveNotice(notice, 'not-found', saying(why), { saidNoAt: [], checks: 0, nextCheckAt: now }, services);
      return;
    }
    const isSettling = notice.tries < MAX_TRIES;
    await notices.write(notice, {
      ...notice,
      saidNoAt: saidNoAt.slice(0, 2),
      nextCheckAt: isoAfter(at, isSettling ? settleMs : DAY_MS),
    });
    if (!isSettling)
      await askAPerson(notice, `it was sent ${notice.tries} times and the venue says that it has none`, services);
    return;
  }
  countMetric('NoticesUncertain');
  await askAPerson(notice, answer.reason, services);
  const waitMs = Math.min(LOOK_UP_RETRY_MS * 2 ** Math.min(notice.checks, 10), DAY_MS);
  await notices.write(notice, { ...notice, checks: notice.checks + 1, nextCheckAt: isoAfter(at, waitMs) });
}

async function askAPerson(notice: NoticeRecord, reason: string, services: VerifyServices): Promise<void> {
  const text = `Notice ${notice.id} may or may not have reached the venue (${reason}). Ask there for ${notice.reference}, then: npx markwarden notice answer ${notice.id} --kind received (or not-received).`;
  // The same due date every time: the task is opened once.
  const dueAt = new Date(Date.parse(notice.updatedAt) + 2 * DAY_MS).toISOString();
  await openTask({ kind: 'say-whether-arrived', notice, text, dueAt }, services);
}

/** Every target knows that it left; what the venue has decided since; closed when there is nothing left to decide. */
async function followUp(notice: NoticeRecord, services: VerifyServices): Promise<void> {
  if (!notice.isSpread) return spreadSent(notice, services);
  const { notices, clock } = services;
  const at = clock();
  const targets = await hear(notice, services);
  if (!targets.some(isOpenTarget)) {
    const why = 'every offer in it is decided';
    await moveNotice(notice, 'decided', { by: 'verify', why, at }, { nextCheckAt: undefined }, services);
    return;
  }
  const ageMs = at.getTime() - Date.parse(notice.sentAt ?? notice.updatedAt);
  const late = saysDueDates(notice) ? 12 * HOUR_MS : 7 * DAY_MS;
  const waitMs = ageMs < DAY_MS ? 2 * HOUR_MS : ageMs < 14 * DAY_MS ? 12 * HOUR_MS : late;
  const rightGoneSince = await askAboutRight(notice, services);
  await notices.write(notice, { ...notice, rightGoneSince, nextCheckAt: isoAfter(at, waitMs) });
}

/** A mark that was cancelled, or sold, bears no claim that is still open; a renewed one has its number still. Once: they may decide that it stands. */
async function askAboutRight(notice: NoticeRecord, services: VerifyServices): Promise<string | undefined> {
  const { id, rightGoneSince, brandId, content, sentAt, updatedAt } = notice;
  const brand = rightGoneSince === undefined ? await services.brands.get(brandId) : undefined;
  if (!brand) return rightGoneSince;
  const owner = ownerOf(brand);
  const named = rightKey(content.right);
  const [then, now] = [content.owner, owner.party].map((party) => [party?.name, party?.company]);
  const isSameOwner = then!.some((name) => now!.some((each) => sameName(name, each)));
  const isTheirs = isSameOwner && owner.rights.some((right) => rightKey(right) === named);
  if (isTheirs) return undefined;
  const text = `${rightName(content.right)} (${named}) of ${content.owner.name} is not on file any more, and notice ${id} rests on it: npx markwarden notice withdraw ${id} --why TEXT, or leave it where the claim stands.`;
  const concerning = { unchangedSince: sentAt ?? updatedAt };
  const { openedAt } = await openTask({ kind: 'right-gone', notice, text, concerning }, services);
  return openedAt;
}

/** Days may pass before the venue asks something of us, and then the answer is due within days. */
const saysDueDates = ({ content }: NoticeRecord): boolean => programmeById(content.programme).namesDueDates === true;

/** What the venue says now of every target that left, also of those that are gone: sellers object after a removal. The targets after that. */
async function hear(notice: NoticeRecord, services: VerifyServices): Promise<Target[]> {
  const { notices, venueOf, readerFor } = services;
  const all = await notices.targetsOf(notice.id);
  const left = all.filter(({ sentAt }) => sentAt !== undefined);
  const venue = left[0] && venueOf({ marketplace: notice.marketplace, url: left[0].statement.url });
  const answered = venue && notice.externalId ? await readerFor(notice, venue).answers(notice.externalId) : undefined;
  if (!answered) return all;
  const said = boundedSaid(answered, left);
  for (const answer of answersFrom(said, left)) {
    const { moved } = await takeAnswer(notice, answer, 'venue', services);
    const caseIds = moved.map(({ caseId }) => caseId);
    await keepStoreFilesOf(notice.brandId, caseIds, services);
  }
  return remember(said, await notices.targetsOf(notice.id), notices);
}

/** After it was taken in: a worker that dies before it hears it once more, which moves nothing. */
const remember = (said: readonly VenueAnswer[], targets: readonly Target[], notices: NoticeStore): Promise<Target[]> =>
  Promise.all(
    targets.map(async (target) => {
      const heard = heardFrom(said, target);
      if (!target.sentAt || !heard || heard === target.heard) return target;
      return (await notices.writeTarget(target, { ...target, heard })) ?? target;
    }),
  );
