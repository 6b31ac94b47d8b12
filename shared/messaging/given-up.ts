import type { AlertJob } from '#shared/domain/messages.ts';
import type { Outgoing, Queue } from './queue.ts';

/** Work for a brand that failed in the queue's last try, or whose workers die. `what`: a sentence without its end that says what was not done. */
type GivenUp = { brandId: string; work: 'score' | 'takedown'; what: string };

export type TellServices = { alerts: Queue<AlertJob>; clock: () => Date };

/**
 * Tells a brand that work of its own waits in the dead letters, whose alarm only the operator hears: once a day and kind of work, for
 * what fails seldom fails alone.
 */
export const tellGivenUp = (given: GivenUp, { alerts, clock }: TellServices): Promise<void> =>
  alerts.sendAll([givenUpAlert(given, clock())]);

function givenUpAlert({ brandId, work, what }: GivenUp, now: Date): Outgoing<AlertJob> {
  const at = now.toISOString();
  const alertId = ['given-up', work, brandId, at.slice(0, 10)].join('|');
  const message = `${what}, and maybe more of the kind today: it failed again and again, on our side.`;
  return { message: { alertId, brandId, kind: 'work-failed', at, message }, options: { group: brandId } };
}
