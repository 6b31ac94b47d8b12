import { ScoreJob } from '#shared/domain/messages.ts';
import { readEnv } from '#shared/runtime/env.ts';
import { sqsWorker } from '#shared/runtime/sqs-worker.ts';
import { Env } from './env.ts';
import { notJudged } from './not-judged.ts';
import { score } from './score.ts';
import { buildServices } from './services.ts';

// Trigger: score queue.
const services = await buildServices(readEnv(Env));

export const handler = sqsWorker({
  schema: ScoreJob,
  handle: (job) => score(job, services),
  onGivenUp: (job) => notJudged(job, services),
  requeue: (job, delaySeconds) => services.jobs.send(job, { group: job.brandId, delaySeconds }),
});
