import { dayOf } from '#shared/domain/days.ts';
import { MAX_TRIES, type NoticeRecord } from '#shared/domain/notice-record.ts';
import type { Target } from '#shared/domain/target.ts';
import { isoAfter } from '#shared/domain/time-units.ts';
import { brandAlert } from '#shared/messaging/brand-alert.ts';
import { enqueueNotice } from '#shared/messaging/takedowns.ts';
import { drafted } from '#shared/notices/approval.ts';
import type { Delivery } from '#shared/notices/channels/channel.ts';
import { moveNotice } from '#shared/notices/moves.ts';
import { spreadSent } from '#shared/notices/spread.ts';
import { openTask } from '#shared/notices/tasks.ts';
import { countMetric, logger } from '#shared/runtime/logger.ts';
import { claimKeys } from './claim-keys.ts';
import type { Guarded } from './guarded.ts';
import { guardNotice } from './send-guard.ts';
import type { SubmitServices } from './services.ts';

/** Longer than the function may run (3 minutes): when it lapses, the worker is dead. */
export const LEASE_MS = 5 * 60_000;
/** The venue gets this long to finish what we gave up waiting for, before it is asked. */
const SETTLE_MS = 5 * 60_000;
const FIRST_RETRY_MS = 10 * 60_000;

/**
 * Sends one approved notice: at most once, whatever is delivered twice or crashes. claimed → sending → sent, each step a conditional
 * write on the notice; `sending` is written before the request, and one that went stale is never sent again but asked for (by `verify`).
 */
export async function sendNotice(noticeId: string, services: SubmitServices): Promise<void> {
  const notice = await services.notices.get(noticeId);
  if (!notice) return logger.warn('takedown job without a notice', { noticeId });
  if (notice.state === 'sent') return void (await spreadSent(notice, services)); // its worker may have died before it told anybody
  if (notice.state !== 'approved' || notice.tries >= MAX_TRIES) return;
  const guarded = await guardNotice(notice, services);
  if (guarded.may !== 'leave') return putOff(await unlessDrafted(guarded, services), services);
  const claimed = await claim(guarded.notice, services);
  if (claimed) await sendClaimed(claimed, services);
}

/** Nothing is left to say only when no target is: one that somebody else wrote to meanwhile is still in the notice. */
async function unlessDrafted(
  guarded: Exclude<Guarded, { may: 'leave' }>,
  { notices, clock }: SubmitServices,
): Promise<Exclude<Guarded, { may: 'leave' }>> {
  const { may, notice } = guarded;
  if (may !== 'not-leave' || drafted(await notices.targetsOf(notice.id)).length === 0) return guarded;
  const until = new Date(clock().getTime() + FIRST_RETRY_MS);
  return { may: 'wait', notice, why: 'somebody else works on its targets', until };
}

/** Waits, goes back to a person, or has nothing left to say. */
async function putOff(guarded: Exclude<Guarded, { may: 'leave' }>, services: SubmitServices): Promise<void> {
  const { notice } = guarded;
  const at = services.clock();
  if (guarded.may === 'wait') {
    const nextCheckAt = guarded.until.toISOString();
    // No event: a notice behind a switch or a cap must not grow by one every hour.
    const waiting = await services.notices.write(notice, { ...notice, nextCheckAt });
    if (waiting && guarded.goOn) await enqueueNotice(waiting, services.takedowns);
    return;
  }
  const saying = { by: 'submit', why: guarded.why, at };
  if (guarded.may === 'not-leave') {
    await moveNotice(notice, 'emptied', saying, { nextCheckAt: undefined }, services);
    return;
  }
  const concerning = { unchangedSince: notice.updatedAt };
  const text = `Notice ${notice.id} goes back to you: ${guarded.why}. Approve it again when that is mended, or withdraw it.`;
  await openTask({ kind: 'notice-set-back', notice, text, concerning }, services);
  const change = { approvals: [], windowClosed: true, nextCheckAt: undefined };
  await moveNotice(notice, 'set-back', saying, change, services);
}

async function claim(notice: NoticeRecord, services: SubmitServices): Promise<NoticeRecord | undefined> {
  const at = services.clock();
  const submission = { token: services.newToken(), phase: 'claimed' as const, expiresAt: isoAfter(at, LEASE_MS) };
  const change = { submission, lookingSince: undefined, nextCheckAt: submission.expiresAt };
  return moveNotice(notice, 'claimed', { by: 'submit', why: 'is about to leave', at }, change, services);
}

async function sendClaimed(claimed: NoticeRecord, services: SubmitServices): Promise<void> {
  const ready = await claimKeys(claimed, services);
  if ('may' in ready) return giveUpClaim(ready, services);
  const { notice, targets } = ready;
  const expiresAt = isoAfter(services.clock(), LEASE_MS);
  const submission = { ...notice.submission!, phase: 'sending' as const, expiresAt };
  const sending = await services.notices.write(notice, { ...notice, submission, nextCheckAt: expiresAt });
  if (!sending) return logger.warn('notice was taken over', { noticeId: notice.id });
  const delivery = await handOver(sending, targets, services);
  countMetric('NoticeDelivery', 1, { venue: notice.marketplace, status: delivery.status });
  await settle(sending, targets, delivery, services);
}

/** Nothing was sent, which is certain: the notice waits, approved as it was. */
async function giveUpClaim(ready: Exclude<Guarded, { may: 'leave' }>, services: SubmitServices): Promise<void> {
  const given = await unlessDrafted(ready, services);
  const { notice } = given;
  const at = services.clock();
  if (given.may !== 'wait') return putOff(given, services);
  const change = { submission: undefined, nextCheckAt: given.until.toISOString() };
  await moveNotice(notice, 'not-taken', { by: 'submit', why: given.why, at }, change, services);
}

async function handOver(
  notice: NoticeRecord,
  targets: readonly Target[],
  { clock, channelFor, venueOf }: SubmitServices,
): Promise<Delivery> {
  const venue = venueOf({ marketplace: notice.marketplace, url: targets[0]!.statement.url });
  if (!venue || clock().toISOString() >= notice.submission!.expiresAt)
    return { status: 'deferred', retryAfterMs: FIRST_RETRY_MS, reason: 'the claim had lapsed before sending' };
  try {
    return await channelFor(notice, venue).send(notice, targets);
  } catch (error) {
    return { status: 'unknown', reason: `the channel failed: ${(error as Error).message}` };
  }
}

async function settle(
  notice: NoticeRecord,
  targets: readonly Target[],
  delivery: Delivery,
  services: SubmitServices,
): Promise<void> {
  const now = services.clock();
  const saying = (why: string) => ({ by: 'submit', why, at: now });
  switch (delivery.status) {
    case 'accepted': {
      const { externalId } = delivery;
      const change = { externalId, sentAt: now.toISOString(), submission: undefined, nextCheckAt: now.toISOString() };
      const sent = await moveNotice(
        notice,
        'numbered',
        saying(`sent, the venue's number is ${externalId}`),
        change,
        services,
      );
      if (sent) await spreadSent(sent, services);
      else logger.error('the venue has a notice that was taken over or erased', { noticeId: notice.id, externalId });
      return;
    }
    case 'ready-to-file': {
      const change = { packetKey: delivery.packetKey, submission: undefined, nextCheckAt: undefined };
      const offers = `${drafted(targets).length} offers on ${notice.marketplace}`;
      const text = `File notice ${notice.id} (${offers}): npx markwarden notice packet ${notice.id} fetches what to file; then npx markwarden notice filed ${notice.id}`;
      // Whoever died in here comes again, and finds the packet and this task.
      const concerning = { unchangedSince: notice.approvals.at(-1)?.at ?? notice.openedAt };
      await openTask({ kind: 'file-packet', notice, text, concerning }, services);
      await moveNotice(notice, 'packet-stored', saying('packet ready to file'), change, services);
      return;
    }
    case 'rejected': {
      const why = `the venue refused the notice: ${delivery.reasons.join('; ')}`;
      const change = { sentAt: now.toISOString(), submission: undefined, nextCheckAt: now.toISOString() };
      const refused = await moveNotice(notice, 'refused', saying(why), change, services);
      if (refused) await spreadSent(refused, services);
      return;
    }
    case 'unknown': {
      const change = { submission: undefined, checks: 0, saidNoAt: [], nextCheckAt: isoAfter(now, SETTLE_MS) };
      const why = `whether it arrived is unknown: ${delivery.reason}`;
      await moveNotice(notice, 'unknown', saying(why), { ...change, tries: notice.tries + 1 }, services);
      return;
    }
    case 'deferred':
      return notTaken(notice, delivery, services);
  }
}

async function notTaken(
  notice: NoticeRecord,
  { reason, retryAfterMs, needsPerson }: Extract<Delivery, { status: 'deferred' }>,
  services: SubmitServices,
): Promise<void> {
  const now = services.clock();
  const tries = notice.tries + 1;
  const isLast = tries >= MAX_TRIES;
  const waitMs = Math.max(retryAfterMs, FIRST_RETRY_MS * 2 ** (tries - 1));
  const change = { tries, submission: undefined, nextCheckAt: isLast ? undefined : isoAfter(now, waitMs) };
  if (isLast) {
    const text = `Notice ${notice.id} was not taken in ${tries} tries (${reason}). Approve it again to try again, or withdraw it.`;
    await openTask(
      { kind: 'notice-not-taken', notice, text, concerning: { unchangedSince: notice.updatedAt } },
      services,
    );
  }
  if (needsPerson)
    await services.alerts.sendAll([
      brandAlert(notice, 'sending-stopped', `Sending to ${notice.marketplace} has stopped: ${reason}`, now, dayOf(now)),
    ]);
  await moveNotice(notice, 'not-taken', { by: 'submit', why: `not taken: ${reason}`, at: now }, change, services);
}
