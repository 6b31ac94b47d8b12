import type { AlertJob, AlertKind } from '#shared/domain/messages.ts';
import type { NoticeRecord } from '#shared/domain/notice-record.ts';
import type { Outgoing } from '#shared/messaging/queue.ts';

/** @param occasion tells apart alerts of one kind about one notice: told twice under the same one is told once. */
export function noticeAlert(
  { id, brandId }: Pick<NoticeRecord, 'id' | 'brandId'>,
  kind: AlertKind,
  message: string,
  now: Date,
  occasion: string,
): Outgoing<AlertJob> {
  const alertId = [id, kind, occasion].join('|');
  return { message: { alertId, brandId, kind, at: now.toISOString(), message }, options: { group: brandId } };
}
