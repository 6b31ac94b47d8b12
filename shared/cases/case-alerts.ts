import type { Case } from '#shared/domain/case.ts';
import type { AlertJob, AlertKind } from '#shared/domain/messages.ts';
import type { Outgoing } from '#shared/messaging/queue.ts';

/** States that people are told about as the case enters them. */
export const ALERT_OF_STATE: Partial<Record<Case['state'], AlertKind>> = {
  'awaiting-approval': 'awaiting-approval',
  removed: 'removal-verified',
  rejected: 'awaiting-approval',
  restored: 'uncertain',
};

/**
 * What to tell about the state that a case is in. The id is made of the case's last event, so that telling it again
 * after a crash or a redelivery is telling it once.
 */
export function caseAlerts(record: Case): Outgoing<AlertJob>[] {
  const kind = ALERT_OF_STATE[record.state];
  const last = record.events.at(-1);
  if (!kind || !last) return [];
  return [alertAbout(record, kind, String(record.events.length), last.why, last.at)];
}

/** @param occasion tells apart alerts of one kind about one case. */
export function alertAbout(
  record: Case,
  kind: AlertKind,
  occasion: string,
  message: string,
  at: string,
): Outgoing<AlertJob> {
  return {
    message: {
      alertId: `${record.id}|${kind}|${occasion}`,
      brandId: record.brandId,
      kind,
      at,
      caseId: record.id,
      probability: record.verdict.probability,
      message,
    },
    options: { group: record.brandId },
  };
}
