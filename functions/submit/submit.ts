import type { TakedownJob } from '#shared/domain/messages.ts';
import { prepareCase } from './prepare-case.ts';
import { sendNotice } from './send-notice.ts';
import type { SubmitServices } from './services.ts';

/** A case is brought into a notice; a notice leaves. Messages from before 2026-12 name cases, and are understood. */
export function submit(job: TakedownJob, services: SubmitServices): Promise<void> {
  return 'caseId' in job ? prepareCase(job.caseId, services) : sendNotice(job.noticeId, services);
}
