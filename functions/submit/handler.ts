import { TakedownJob } from '#shared/domain/messages.ts';
import { readEnv } from '#shared/runtime/env.ts';
import { sqsWorker } from '#shared/runtime/sqs-worker.ts';
import { Env } from './env.ts';
import { notWorkedOn } from './not-worked-on.ts';
import { buildServices } from './services.ts';
import { submit } from './submit.ts';

// Trigger: takedown queue (FIFO).
const services = await buildServices(readEnv(Env));

export const handler = sqsWorker({
  schema: TakedownJob,
  fifo: true,
  handle: (job) => submit(job, services),
  onGivenUp: (job) => notWorkedOn(job, services),
});
