import type { CaptureJob } from '#shared/domain/capture.ts';
import { createPageArchive } from '#shared/evidence/archive.ts';
import { createEvidenceStore } from '#shared/evidence/evidence-store.ts';
import { createTimeStamps } from '#shared/evidence/time-stamp.ts';
import { createFetchingServices } from '#shared/fetching/fetching-services.ts';
import { createQueue, type Queue } from '#shared/messaging/queue.ts';
import { createRenderClient } from '#shared/messaging/render-client.ts';
import { venues } from '#shared/notices/venue.ts';
import { dynamo, lambda, s3, sqs } from '#shared/runtime/clients.ts';
import { systemClock } from '#shared/runtime/clock.ts';
import { createCaseStore } from '#shared/stores/case-store.ts';
import { createPaceStore } from '#shared/stores/pace-store.ts';
import type { CaptureFunctionServices } from './capture.ts';
import type { Env } from './env.ts';

export async function buildServices(env: Env): Promise<CaptureFunctionServices & { jobs: Queue<CaptureJob> }> {
  const tables = dynamo();
  // Not the lane that is kept for notices: many new cases must not hold up their last looks.
  const { fetcher, pages } = await createFetchingServices(env, createPaceStore(tables, env.PACE_TABLE), 'scan');
  return {
    cases: createCaseStore(tables, env.CASES_TABLE),
    venueOf: venues(env.MARKETPLACE_ORIGINS),
    pages,
    fetchPicture: fetcher,
    archive: createPageArchive(s3(), env.PAGES_BUCKET),
    evidence: createEvidenceStore(s3(), env.EVIDENCE_BUCKET),
    render: createRenderClient(lambda(), env.RENDER_FUNCTION_NAME),
    jobs: createQueue<CaptureJob>(sqs(), env.CAPTURE_QUEUE_URL),
    clock: systemClock,
    ...(env.TIME_STAMP_URL && { timeStamps: createTimeStamps(env.TIME_STAMP_URL) }),
  };
}
