import { ScanJob } from '#shared/domain/messages.ts';
import { readEnv } from '#shared/runtime/env.ts';
import { sqsWorker } from '#shared/runtime/sqs-worker.ts';
import { crawl } from './crawl.ts';
import { Env } from './env.ts';
import { buildServices } from './services.ts';

// Trigger: scan queue, five jobs side by side. Reads: brands, listings. Writes: listings, pace, page archive; scan, score, alert queues.
// After five failed tries a job waits in the dead letters: docs/runbook.md, "Scan: dead letters".
const services = await buildServices(readEnv(Env));

export const handler = sqsWorker({
  schema: ScanJob,
  handle: (job, record) => crawl(job, services, Number(record.attributes.ApproximateReceiveCount)),
  requeue: (job, delaySeconds) => services.scanQueue.send(job, { group: job.brandId, delaySeconds }),
});
