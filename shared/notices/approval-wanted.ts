import type { AlertJob } from '#shared/domain/messages.ts';
import type { NoticeRecord } from '#shared/domain/notice-record.ts';
import { DAY_MS } from '#shared/domain/time-units.ts';
import { brandAlert } from '#shared/messaging/brand-alert.ts';
import type { Outgoing } from '#shared/messaging/queue.ts';

/** Who could approve it may be away: its people are reminded as long as it waits. */
export const REMINDED_AFTER_MS = 7 * DAY_MS;

/** @param occasion see `brandAlert` */
export function approvalWanted(
  notice: NoticeRecord,
  { offers, why, occasion }: { offers: number; why: string; occasion: string },
  now: Date,
): Outgoing<AlertJob> {
  const { id, marketplace, content } = notice;
  const message = `Notice ${id}: ${offers} ${offers === 1 ? 'offer' : 'offers'} on ${marketplace} (${content.claim.reason.label}) wait for approval: ${why}.`;
  return brandAlert(notice, 'awaiting-approval', message, now, occasion);
}
