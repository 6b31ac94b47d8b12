import { caseAlerts } from '#shared/cases/case-alerts.ts';
import type { Case, CaseState } from '#shared/domain/case.ts';
import type { AlertJob } from '#shared/domain/messages.ts';
import type { Outgoing, Queue } from '#shared/messaging/queue.ts';
import type { CaseChange } from '#shared/stores/case-item.ts';
import type { VerifyServices } from './services.ts';

/** What one look at a case leads to: a new state, or the same state and another date. */
export type Step =
  | { to: CaseState; why: string; change?: CaseChange; alerts?: Outgoing<AlertJob>[] }
  | { stay: CaseChange; alerts?: Outgoing<AlertJob>[] };

/** Writes a step down, then tells about it. Losing the race to somebody else is fine: they saw more. */
export async function take(record: Case, step: Step, services: VerifyServices): Promise<Case | undefined> {
  const { cases, alerts, clock } = services;
  // What asks for a person is told before the case gets its new date: told twice is told once, untold is lost.
  if (step.alerts) await alerts.sendAll(step.alerts);
  if ('stay' in step) return cases.update(record, step.stay);
  const { to, why, change } = step;
  const moved = await cases.transition(record, { to, why, by: 'verify', at: clock(), change });
  if (moved) await alerts.sendAll(caseAlerts(moved));
  return moved;
}

/** The takedown queue keeps one venue's notices in order; the version makes every try a message of its own. */
export async function enqueueTakedown(record: Case, takedowns: Queue<{ caseId: string }>): Promise<void> {
  const deduplicationId = `${record.id}~${record.version}`;
  await takedowns.send({ caseId: record.id }, { group: record.listing.marketplace, deduplicationId });
}
