import { WebhookJob } from '#shared/domain/webhook.ts';
import { readEnv } from '#shared/runtime/env.ts';
import { sqsWorker } from '#shared/runtime/sqs-worker.ts';
import { deliver } from './deliver.ts';
import { Env } from './env.ts';
import { buildServices } from './services.ts';

// Trigger: webhook queue. Reads: brands, cases. Writes: how the last delivery went, in the cases table; calls the brand's own address.
const services = await buildServices(readEnv(Env));

export const handler = sqsWorker({
  schema: WebhookJob,
  handle: (job) => deliver(job, services),
  requeue: (job, delaySeconds) =>
    services.jobs.send({ ...job, tries: job.tries + 1 }, { group: job.brandId, delaySeconds }),
});
