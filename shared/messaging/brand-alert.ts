import type { AlertJob, AlertKind } from '#shared/domain/messages.ts';
import type { Outgoing } from './queue.ts';

/**
 * @param about the notice, case, task or store of this id
 * @param occasion tells apart alerts of one kind about it: told twice under the same one is told once.
 */
export function brandAlert(
  { id, brandId }: { id: string; brandId: string },
  kind: AlertKind,
  message: string,
  now: Date,
  occasion: string,
): Outgoing<AlertJob> {
  const alertId = [id, kind, occasion].join('|');
  return { message: { alertId, brandId, kind, at: now.toISOString(), message }, options: { group: brandId } };
}
