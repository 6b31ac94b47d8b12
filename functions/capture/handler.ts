import { CaptureJob } from '#shared/domain/capture.ts';
import { brandIdOf } from '#shared/domain/ids.ts';
import { readEnv } from '#shared/runtime/env.ts';
import { sqsWorker } from '#shared/runtime/sqs-worker.ts';
import { capture } from './capture.ts';
import { Env } from './env.ts';
import { buildServices } from './services.ts';

// Trigger: capture queue.
const services = await buildServices(readEnv(Env));

export const handler = sqsWorker({
  schema: CaptureJob,
  handle: (job) => capture(job, services),
  requeue: (job, delaySeconds) => services.jobs.send(job, { group: brandIdOf(job.caseId), delaySeconds }),
});
