import { isAuthorisedSeller } from '#shared/cases/authorised-seller.ts';
import { caseAlerts } from '#shared/cases/case-alerts.ts';
import { CASE_WORDS } from '#shared/cases/case-words.ts';
import { ABSENT_RETRY_MS, LOOKS_END_MS, nextLook, nextRetry, REMINDER_AFTER_MS } from '#shared/cases/check-schedule.ts';
import type { Case } from '#shared/domain/case.ts';
import { endOfDay } from '#shared/domain/last-day.ts';
import { isGoneTarget, type Target } from '#shared/domain/target.ts';
import { foundGenuine } from '#shared/domain/test-buy.ts';
import { DAY_MS } from '#shared/domain/time-units.ts';
import { isOver, type ListingStatus, lookAtListing } from '#shared/listing-page/listing-status.ts';
import { brandAlert } from '#shared/messaging/brand-alert.ts';
import { moveTarget } from '#shared/notices/moves.ts';
import { finishOvertaken, openTask } from '#shared/notices/tasks.ts';
import { sameName } from '#shared/recognition/same-name.ts';
import { keepStoreFile } from '#shared/store-files/keep.ts';
import { isUnknown, judgeReturned } from './check-case.ts';
import { orNoAnswer, unreadable } from './no-answer.ts';
import type { VerifyServices } from './services.ts';
import type { SiteCheck } from './site-check.ts';

/** One look at the offer of a target that left: what its page shows, and only that, says whether it is gone, and why. */
export async function checkTarget(known: Target, services: VerifyServices, siteIsSane: SiteCheck): Promise<void> {
  const { cases, notices, alerts, clock } = services;
  const record = await cases.get(known.caseId);
  if (!record) return stop(known, services);
  await alerts.sendAll(caseAlerts(record)); // the worker that decided it may have died before it told anybody
  const now = clock();
  if (record.state === 'relisted') {
    const saying = { by: 'verify', why: 'the offer is back: a new case follows', at: now };
    if (!(await moveTarget(known, 'back', saying, { nextCheckAt: undefined }, services))) await stop(known, services);
    return;
  }
  const isLate = known.state === 'asked' && known.dueAt !== undefined && endOfDay(known.dueAt) <= now;
  const venue = services.venueOf(record.listing);
  if (!venue) return isLate ? lapse(known, services) : stop(known, services);
  const look = await orNoAnswer(lookAtListing(record.listing, venue, services.pages), unreadable);
  const target = { ...known, authorisedSince: await askedAt(known, record, look, services) };
  if (isGoneTarget(target)) return lookForReturn(target, record, look, services);
  // What its page says of its end holds, though nobody answered the venue.
  if (isLate && !isOver(look)) return lapse(target, services);
  const absentSince = absentFrom(target, look, now);
  if (look.finding === 'absent') {
    const isFirst = now.getTime() - Date.parse(absentSince!) < ABSENT_RETRY_MS;
    const nextCheckAt = new Date(now.getTime() + ABSENT_RETRY_MS).toISOString();
    if (isFirst) return void (await notices.writeTarget(target, { ...target, absentSince, nextCheckAt }));
    if (await siteIsSane(venue, record.brandId)) return gone(target, 'absent', look.reason, services);
  }
  if (isOver(look))
    return gone(target, look.finding as 'removed-by-venue' | 'ended-by-seller' | 'sold-out', look.reason, services);
  const sentAt = new Date(target.sentAt ?? now);
  await remind(target, look, sentAt, services);
  const next = look.finding === 'present' ? nextLook(sentAt, now) : nextRetry(sentAt, now);
  if (!next) await giveUp(target, look, services);
  await notices.writeTarget(target, {
    ...target,
    absentSince,
    checks: target.checks + 1,
    nextCheckAt: soonest(next, target)?.toISOString(),
  });
}

/** What the venue asks lapses on its day, whatever look was to come. */
function soonest(next: Date | undefined, { state, dueAt }: Target): Date | undefined {
  const over = state === 'asked' && dueAt ? endOfDay(dueAt) : undefined;
  return over && (!next || over < next) ? over : next;
}

/**
 * No notice stands against an offer that the brand has cleared since, nor its seller, without somebody who has thought about it: when they
 * were asked, once, for they may decide that it stands. Undefined where there is nothing to ask.
 */
async function askedAt(
  target: Target,
  record: Case,
  look: ListingStatus,
  services: VerifyServices,
): Promise<string | undefined> {
  if (target.authorisedSince) return target.authorisedSince;
  const cleared = (await clearedBy(target, record, services)) ?? ofAnother(target, look);
  const notice = cleared && (await services.notices.get(target.noticeId));
  if (!notice) return undefined;
  const { caseId, sentAt, lastEvent } = target;
  const text = `${cleared.why}, and notice ${notice.id} names that offer: npx markwarden notice withdraw ${notice.id} --case ${caseId} --why TEXT.`;
  const concerning = { caseIds: [caseId], unchangedSince: sentAt ?? lastEvent.at };
  const { openedAt } = await openTask({ kind: cleared.kind, notice, caseId, text, concerning }, services);
  return openedAt;
}

async function clearedBy(
  target: Target,
  { id, state, listing, brandId, testBuys }: Case,
  { brands }: VerifyServices,
): Promise<{ kind: 'seller-authorised' | 'case-dismissed' | 'found-genuine'; why: string } | undefined> {
  const genuine = foundGenuine(testBuys);
  if (genuine) return { kind: 'found-genuine', why: `The goods of order ${genuine} were found genuine` };
  // Whoever is authorised now may not have been when the offer was taken down.
  if (isGoneTarget(target)) return undefined;
  const seller = listing.seller?.name ?? listing.seller?.id ?? 'the seller';
  // Decided after the packet was fetched, or while the venue asked.
  if (state === 'dismissed' || state === 'authorised')
    return { kind: 'case-dismissed', why: `Case ${id} of ${seller} is "${CASE_WORDS[state]}" now` };
  const brand = await brands.get(brandId);
  if (!brand || !isAuthorisedSeller(brand, listing.marketplace, listing.seller)) return undefined;
  return { kind: 'seller-authorised', why: `${seller} is an authorised seller of ${brand.name} now` };
}

/** Numbers are given out again. On a catalogue's page, where the seller is part of the offer's key, others take turns. */
function ofAnother(target: Target, { finding, listing }: ListingStatus) {
  const { sellerId, sellerName = sellerId, offer, url } = target.statement;
  const now = listing?.seller;
  if (isGoneTarget(target) || finding !== 'present' || offer.sellerId || !sellerId || !now?.id) return undefined;
  if (sameName(now.id, sellerId)) return undefined;
  const why = `${url} shows an offer of ${now.name ?? now.id} now, and not of ${sellerName}`;
  return { kind: 'look-unclear', why } as const;
}

/** Nothing is there. Twice, an hour apart, while the site shows its other pages, that is gone; while it shows none nobody can tell. */
function absentFrom({ absentSince }: Target, { finding }: ListingStatus, now: Date): string | undefined {
  if (finding === 'present') return undefined;
  return finding === 'absent' ? (absentSince ?? now.toISOString()) : absentSince;
}

async function gone(
  target: Target,
  cause: 'removed-by-venue' | 'ended-by-seller' | 'sold-out' | 'absent',
  reason: string,
  services: VerifyServices,
): Promise<void> {
  const at = services.clock();
  const change = { removedAt: at.toISOString(), absentSince: undefined, nextCheckAt: nextLook(at, at)?.toISOString() };
  const moved = await moveTarget(target, cause, { by: 'verify', why: `${cause}: ${reason}`, at }, change, services);
  if (!moved) return stopOrWait(target, services);
  const { noticeId: id, brandId } = target;
  if (target.state === 'asked') await finishOvertaken({ id, brandId }, { by: 'verify', at }, services.notices);
  const record = await services.cases.get(target.caseId);
  if (!record) return;
  await services.alerts.sendAll(caseAlerts(record));
  await keepStoreFile(record.brandId, record.listing, services);
}

/** Under dispute: whatever the page shows, the venue decides. */
async function stopOrWait(target: Target, services: VerifyServices): Promise<void> {
  const next = nextLook(new Date(target.sentAt ?? services.clock()), services.clock());
  await services.notices.writeTarget(target, { ...target, nextCheckAt: next?.toISOString() });
}

async function lookForReturn(
  target: Target,
  record: Case,
  look: ListingStatus,
  services: VerifyServices,
): Promise<void> {
  await judgeReturned(record, look, services);
  const now = services.clock();
  const since = new Date(target.removedAt ?? now);
  const next = isUnknown(look) ? nextRetry(since, now) : nextLook(since, now);
  await services.notices.writeTarget(target, {
    ...target,
    checks: target.checks + 1,
    nextCheckAt: next?.toISOString(),
  });
}

/** The venue's date has passed without an answer of ours: it takes that for a refusal of the form. */
async function lapse(target: Target, services: VerifyServices): Promise<void> {
  const at = services.clock();
  const why = `the venue wanted an answer by ${target.dueAt!.slice(0, 10)}`;
  const notice = await services.notices.get(target.noticeId);
  const { caseId, lastEvent } = target;
  const text = `${why}: approve case ${caseId} again to send a new notice`;
  const concerning = { caseIds: [caseId], unchangedSince: lastEvent.at };
  if (notice) await openTask({ kind: 'correct-notice', notice, caseId, text, concerning }, services);
  const moved = await moveTarget(target, 'lapsed', { by: 'verify', why, at }, { nextCheckAt: undefined }, services);
  if (moved && notice) await finishOvertaken(notice, { by: 'verify', at, opened: 'correct-notice' }, services.notices);
}

async function remind(
  target: Target,
  look: ListingStatus,
  sentAt: Date,
  { alerts, clock }: VerifyServices,
): Promise<void> {
  const now = clock();
  const waitedMs = now.getTime() - sentAt.getTime();
  if (waitedMs < REMINDER_AFTER_MS) return;
  const still = look.finding === 'present' ? 'it is still there' : 'it cannot be told whether it is gone';
  const message = `The notice was sent ${Math.floor(waitedMs / DAY_MS)} days ago and ${still}: ${look.reason}.`;
  const { message: alert, options } = brandAlert(
    { id: target.caseId, brandId: target.brandId },
    'not-removed',
    message,
    now,
    sentAt.toISOString(),
  );
  await alerts.sendAll([{ message: { ...alert, caseId: target.caseId }, options }]);
}

async function giveUp(target: Target, look: ListingStatus, services: VerifyServices): Promise<void> {
  const notice = await services.notices.get(target.noticeId);
  const days = LOOKS_END_MS / DAY_MS;
  const how = look.finding === 'present' ? 'is not gone' : 'nobody can tell whether it is gone';
  const text = `Case ${target.caseId} was noticed ${days} days ago and ${how} (${look.reason}). Nobody looks any more: ask the venue, or withdraw.`;
  const { caseId, lastEvent } = target;
  const concerning = { caseIds: [caseId], unchangedSince: lastEvent.at };
  if (notice) await openTask({ kind: 'look-unclear', notice, caseId, text, concerning }, services);
}

const stop = async (target: Target, { notices }: VerifyServices): Promise<void> =>
  void (await notices.writeTarget(target, { ...target, nextCheckAt: undefined }));
