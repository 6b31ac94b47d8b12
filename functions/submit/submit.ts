import { caseAlerts, sendingStopped } from '#shared/cases/case-alerts.ts';
import { nextRemovalCheck } from '#shared/cases/check-schedule.ts';
import type { Brand } from '#shared/domain/brand.ts';
import type { Case, Submission } from '#shared/domain/case.ts';
import type { TakedownJob } from '#shared/domain/messages.ts';
import type { Channel, Delivery } from '#shared/notices/channels/channel.ts';
import { noticeIdOf } from '#shared/notices/compose-notice.ts';
import { dailyCap } from '#shared/notices/daily-cap.ts';
import { ThrottledError } from '#shared/runtime/errors.ts';
import { countMetric, logger } from '#shared/runtime/logger.ts';
import { clearance, mustWait } from './may-leave.ts';
import { type Move, type Prepared, park, prepare } from './prepare.ts';
import type { SubmitServices } from './services.ts';

/** Longer than the function may run (3 minutes): when it lapses, the worker is dead. */
export const LEASE_MS = 5 * 60_000;
/** The venue gets this long to finish what we gave up waiting for, before it is asked. */
const SETTLE_MS = 5 * 60_000;
const MAX_TRIES = 6;
const FIRST_RETRY_MS = 10 * 60_000;

type Claimed = { record: Case; token: string };

/**
 * Prepares and, when allowed, sends the notice of one queued case: at most once, whatever is delivered twice or crashes.
 * claimed → sending → submitted, each step a conditional write on the claim's token; `sending` is written before the
 * request, and one that went stale is never sent again but looked up at the venue (by `verify`).
 * After the claim nothing is thrown: the case carries its own next try, and a failed message would block its venue's queue.
 */
export async function submit({ caseId }: TakedownJob, services: SubmitServices): Promise<void> {
  const { cases, alerts } = services;
  const found = await cases.get(caseId);
  if (!found) return logger.warn('takedown job without a case', { caseId });
  const record = found.state === 'queued' ? await work(found, services) : found;
  // Also for a job that was done before: its worker may have died before it told anybody.
  await alerts.sendAll(caseAlerts(record));
}

async function work(queued: Case, services: SubmitServices): Promise<Case> {
  if (await standsBack(queued, services)) return queued;
  const claimed = await claim(queued, services);
  if (!claimed) return queued; // somebody else has it
  const ready = await readyToSend(claimed.record, services).catch((error) => failed(claimed.record, error, services));
  // Outside of the catch: from here on an error must leave the case in `submitting`, or it could be sent again.
  const move = 'to' in ready ? ready : await sendOnce(claimed, ready, services);
  if (!move) return claimed.record;
  const { to, why, change } = move;
  const settled = await services.cases.transition(claimed.record, {
    to,
    why,
    by: 'submit',
    at: services.clock(),
    token: claimed.token,
    change: { submission: null, ...change },
  });
  if (!settled) logger.warn('case was taken over', { caseId: queued.id, to });
  return settled ?? claimed.record;
}

/** A case that is prepared and still may not leave only gets a new date: no claim, no event. */
async function standsBack(queued: Case, services: SubmitServices): Promise<boolean> {
  if (!queued.noticeId) return false;
  const brand = await services.brands.get(queued.brandId);
  const wait = brand && (await mustWait(brand, services));
  if (!wait) return false;
  await services.cases.update(queued, { nextCheckAt: wait.until.toISOString() });
  return true;
}

async function claim(queued: Case, { cases, clock, newToken }: SubmitServices): Promise<Claimed | undefined> {
  const token = newToken();
  const submission: Submission = {
    token,
    phase: 'claimed',
    expiresAt: leaseEnd(clock()),
    noticeId: noticeIdOf(queued),
  };
  const change = { submission, nextCheckAt: submission.expiresAt };
  const record = await cases.transition(queued, {
    to: 'submitting',
    why: 'notice is being prepared',
    by: 'submit',
    at: clock(),
    change,
  });
  return record && { record, token };
}

type Ready = Prepared & { brand: Brand };

async function readyToSend(record: Case, services: SubmitServices): Promise<Ready | Move> {
  const prepared = await prepare(record, services);
  if ('to' in prepared) return prepared;
  const cleared = await clearance({ ...record, ...prepared.seen }, prepared.setBack, services);
  if ('to' in cleared) return { ...cleared, change: { ...prepared.change, ...cleared.change } };
  return { ...prepared, brand: cleared };
}

/** Where the case goes next; undefined when it was taken over by somebody else. Keeps `claimed.record` at what is stored. */
async function sendOnce(claimed: Claimed, ready: Ready, services: SubmitServices): Promise<Move | undefined> {
  const { cases, quotas, clock } = services;
  const { notice, venue, change, brand } = ready;
  const cap = dailyCap(quotas, brand.id, brand.enforcement.dailyCap, clock());
  if (!(await cap.take()))
    return {
      to: 'queued',
      why: 'prepared; the daily cap is reached',
      change: { ...change, nextCheckAt: cap.renewsAt.toISOString() },
    };

  const submission: Submission = {
    token: claimed.token,
    phase: 'sending',
    expiresAt: leaseEnd(clock()),
    noticeId: notice.id,
  };
  const sending = await cases.update(
    claimed.record,
    { ...change, submission, nextCheckAt: submission.expiresAt },
    { token: claimed.token },
  );
  if (!sending) {
    await cap.giveBack();
    return undefined;
  }
  claimed.record = sending;
  const delivery = await handOver(services.channelFor(venue), notice, submission, services);
  if (delivery.status === 'deferred' || delivery.status === 'ready-to-file') await cap.giveBack();
  if (delivery.status === 'deferred' && delivery.needsPerson)
    await services.alerts.sendAll([sendingStopped(sending, delivery.reason, clock())]);
  countMetric('NoticeDelivery', 1, { venue: venue.id, status: delivery.status });
  return settle(delivery, clock());
}

async function handOver(
  channel: Channel,
  notice: Prepared['notice'],
  fence: Submission,
  { clock }: SubmitServices,
): Promise<Delivery> {
  if (clock().toISOString() >= fence.expiresAt)
    return { status: 'deferred', retryAfterMs: FIRST_RETRY_MS, reason: 'the claim had lapsed before sending' };
  try {
    return await channel.send(notice);
  } catch (error) {
    return { status: 'unknown', reason: `the channel failed: ${(error as Error).message}` };
  }
}

function settle(delivery: Delivery, now: Date): Move {
  const at = (ms: number) => new Date(now.getTime() + ms).toISOString();
  switch (delivery.status) {
    case 'accepted':
      return {
        to: 'submitted',
        why: `sent${delivery.externalId ? `, the venue's number is ${delivery.externalId}` : ''}`,
        change: {
          externalId: delivery.externalId,
          submittedAt: now.toISOString(),
          nextCheckAt: nextRemovalCheck(now, now).toISOString(),
          checks: 0,
        },
      };
    case 'rejected':
      return { to: 'rejected', why: `the venue refused the notice: ${delivery.reasons.join('; ')}` };
    case 'ready-to-file':
      return park('packet ready to file: this venue takes notices from persons only', {
        packetKey: delivery.packetKey,
      });
    case 'deferred':
      return { to: 'queued', why: `not sent: ${delivery.reason}`, change: { nextCheckAt: at(delivery.retryAfterMs) } };
    case 'unknown':
      return {
        to: 'uncertain',
        why: `whether it arrived is unknown: ${delivery.reason}`,
        change: { nextCheckAt: at(SETTLE_MS), checks: 0 },
      };
  }
}

/** Before anything was sent. Tried again later, in the end by a person. */
function failed(record: Case, error: unknown, { clock }: SubmitServices): Move {
  const { message } = error as Error;
  if (error instanceof ThrottledError)
    return { to: 'queued', why: `put back: ${message}`, change: { nextCheckAt: later(clock(), error.retryAfterMs) } };
  logger.error('takedown failed', { caseId: record.id, error: error as Error });
  countMetric('CaseFailed', 1, { step: 'submit' });
  const checks = record.checks + 1;
  if (checks >= MAX_TRIES) return park(`could not be prepared in ${checks} tries: ${message}`, { checks: 0 });
  const nextCheckAt = later(clock(), FIRST_RETRY_MS * 2 ** (checks - 1));
  return { to: 'queued', why: `put back after an error: ${message}`, change: { checks, nextCheckAt } };
}

const later = (now: Date, ms: number) => new Date(now.getTime() + ms).toISOString();
const leaseEnd = (now: Date) => later(now, LEASE_MS);
