import { alertAbout } from '#shared/cases/case-alerts.ts';
import { nextRemovalCheck } from '#shared/cases/check-schedule.ts';
import type { Case } from '#shared/domain/case.ts';
import { noticeIdOf, referenceOf } from '#shared/notices/compose-notice.ts';
import { countMetric } from '#shared/runtime/logger.ts';
import type { VerifyServices } from './services.ts';
import { enqueueTakedown, type Step, take } from './step.ts';

// Cases that a lost message or a dead worker left behind.

const REDRIVE_MS = 30 * 60_000;
const LOOK_UP_RETRY_MS = 15 * 60_000;
const DAY_MS = 86_400_000;

/** Queued, and its message may be lost. Sends one more (doubles are harmless), ever more rarely while a long queue drains. */
export async function redrive(record: Case, services: VerifyServices): Promise<void> {
  const now = services.clock().getTime();
  await enqueueTakedown(record, services.takedowns);
  const waitMs = Math.min(Math.max(REDRIVE_MS, now - Date.parse(record.updatedAt)), DAY_MS);
  await take(record, { stay: { nextCheckAt: new Date(now + waitMs).toISOString() } }, services);
}

/** In `submitting` after its lease: the worker is dead. Before the request it can start again; after it nobody knows. */
export async function recoverSubmission(record: Case, services: VerifyServices): Promise<void> {
  const { submission } = record;
  const now = services.clock().toISOString();
  if (submission && submission.expiresAt > now)
    return void (await take(record, { stay: { nextCheckAt: submission.expiresAt } }, services));
  if (submission?.phase === 'sending') {
    const why = 'the worker stopped while sending; whether the notice arrived is unknown';
    const change = { submission: null, noticeId: submission.noticeId, nextCheckAt: now, checks: 0 };
    return void (await take(record, { to: 'uncertain', why, change }, services));
  }
  await requeue(record, 'the worker stopped before anything was sent', services);
}

/** Sent or not is unknown: the venue is asked by our reference. Only its clear "never arrived" lets the notice go again. */
export async function resolveUncertain(record: Case, services: VerifyServices): Promise<void> {
  const { venueOf, noticeStatusFor, clock } = services;
  const venue = venueOf(record.listing);
  const noticeStatus = venue && noticeStatusFor(venue);
  const reference = referenceOf(record.noticeId ?? noticeIdOf(record));
  const answer = (await noticeStatus?.lookUp?.(reference)) ?? {
    found: 'cannot-tell' as const,
    reason: `${record.listing.marketplace} cannot be asked`,
  };
  if (answer.found === 'no') return requeue(record, 'the venue says that the notice never arrived', services);
  const now = clock();
  if (answer.found === 'yes') {
    const change = {
      submission: null,
      externalId: answer.externalId,
      submittedAt: now.toISOString(),
      nextCheckAt: nextRemovalCheck(now, now).toISOString(),
      checks: 0,
    };
    return void (await take(record, { to: 'submitted', why: 'the venue has the notice', change }, services));
  }
  countMetric('NoticesUncertain');
  await take(record, askAPerson(record, answer.reason, now, noticeStatus?.lookUp !== undefined), services);
}

function askAPerson(record: Case, reason: string, now: Date, canAskAgain: boolean): Step {
  const waitMs = Math.min(LOOK_UP_RETRY_MS * 2 ** record.checks, DAY_MS);
  const nextCheckAt = canAskAgain ? new Date(now.getTime() + waitMs).toISOString() : null;
  const message = `A notice may or may not have reached the venue (${reason}). It is not sent again before somebody says so.`;
  return {
    stay: { nextCheckAt, checks: record.checks + 1 },
    alerts: [alertAbout(record, 'uncertain', String(record.events.length), message, now.toISOString())],
  };
}

async function requeue(record: Case, why: string, services: VerifyServices): Promise<void> {
  const queued = await take(record, { to: 'queued', why, change: { submission: null, checks: 0 } }, services);
  if (queued) await enqueueTakedown(queued, services.takedowns);
}
