import { caseAlerts } from '#shared/cases/case-alerts.ts';
import { ABSENCES_NEEDED, ABSENT_RETRY_MS, nextLook, nextLookWhileWaiting } from '#shared/cases/check-schedule.ts';
import { CAPTURE_RETRY_HOURS } from '#shared/domain/capture.ts';
import type { Case } from '#shared/domain/case.ts';
import { DAY_MS, isoAfter } from '#shared/domain/time-units.ts';
import { isOver, lookAtListing } from '#shared/listing-page/listing-status.ts';
import { takeOver } from '#shared/notices/take-over.ts';
import { keepStoreFile } from '#shared/store-files/keep.ts';
import { orNoAnswer, unreadable } from './no-answer.ts';
import type { VerifyServices } from './services.ts';
import type { SiteCheck } from './site-check.ts';

/** Told by now, and remembered: an alert about the same is not said once more after this. */
const TOLD_AFTER_MS = 7 * DAY_MS;
/** Before that it only comes up to be told of; most is decided by then. */
const FIRST_LOOK_MS = DAY_MS;

/** A case that waits for a person: its capture tried again, what nobody was told said, and its offer looked at while nobody decides. */
export async function checkWaiting(record: Case, services: VerifyServices, siteIsSane: SiteCheck): Promise<void> {
  const failed = record.captureFailed;
  if (failed && failed.tries <= CAPTURE_RETRY_HOURS.length) return captureAgain(record, services);
  if (await takeOver(record, services)) return;
  const since = new Date(record.events.at(-1)!.at);
  const now = services.clock();
  const waitedMs = now.getTime() - since.getTime();
  const told = caseAlerts(record);
  if (waitedMs < TOLD_AFTER_MS) await services.alerts.sendAll(told);
  if (told.length > 0 && waitedMs < FIRST_LOOK_MS) {
    await services.cases.update(record, { nextCheckAt: nextLookWhileWaiting(since, now)?.toISOString() ?? null });
    return;
  }
  await lookAtWaiting(record, since, services, siteIsSane);
}

/** It comes up once more a day later: should the message get lost, or be the last try, nothing else would come back to it. */
async function captureAgain(record: Case, { cases, captures, clock }: VerifyServices): Promise<void> {
  const now = clock();
  await captures.send({ caseId: record.id, since: now.toISOString(), asked: false }, { group: record.brandId });
  await cases.update(record, { nextCheckAt: isoAfter(now, DAY_MS) });
}

/**
 * An offer that is gone is nothing to decide on: its case ends, and is an open one again when a person takes it up or the offer comes
 * back. That is no outcome of ours, and says nothing of its seller.
 */
async function lookAtWaiting(
  record: Case,
  since: Date,
  services: VerifyServices,
  siteIsSane: SiteCheck,
): Promise<void> {
  const { venueOf, pages, clock, cases } = services;
  const venue = venueOf(record.listing);
  if (!venue) return void (await cases.update(record, { nextCheckAt: null }));
  const look = await orNoAnswer(lookAtListing(record.listing, venue, pages), unreadable);
  const absences = look.finding === 'absent' ? record.absences + 1 : 0;
  const at = clock();
  if (isOver(look) || (absences >= ABSENCES_NEEDED && (await siteIsSane(venue, record.brandId)))) {
    const ended = await cases.transition(record, {
      to: 'ended',
      by: 'verify',
      why: `gone before anybody decided (${look.finding}): ${look.reason}`,
      at,
      change: { absences: 0, nextCheckAt: nextLook(at, at)?.toISOString() },
    });
    // The file on the store counts what is still open.
    if (ended) await keepStoreFile(record.brandId, record.listing, services);
    return;
  }
  const isFirstAbsence = absences === 1;
  const next = isFirstAbsence ? new Date(at.getTime() + ABSENT_RETRY_MS) : nextLookWhileWaiting(since, at);
  await cases.update(record, { absences, checks: record.checks + 1, nextCheckAt: next?.toISOString() ?? null });
}
