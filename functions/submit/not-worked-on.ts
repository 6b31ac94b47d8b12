import { brandIdOf } from '#shared/domain/ids.ts';
import type { TakedownJob } from '#shared/domain/messages.ts';
import { type TellServices, tellGivenUp } from '#shared/messaging/given-up.ts';

/** Its message goes to the dead letters. `verify` comes back to the case or notice by itself, ever more rarely. */
export function notWorkedOn(job: TakedownJob, services: TellServices): Promise<void> {
  const [id, what] = 'caseId' in job ? [job.caseId, 'Case'] : [job.noticeId, 'Notice'];
  const brandId = brandIdOf(id);
  return tellGivenUp({ brandId, work: 'takedown', what: `${what} ${id} was not worked on` }, services);
}
