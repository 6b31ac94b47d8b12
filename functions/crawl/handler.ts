import type { SQSEvent } from 'aws-lambda';
import { ScanJob } from '#shared/domain/messages.ts';
import { SearchLook } from '#shared/domain/search-look.ts';
import { readEnv } from '#shared/runtime/env.ts';
import { sqsWorker } from '#shared/runtime/sqs-worker.ts';
import { crawl } from './crawl.ts';
import { Env } from './env.ts';
import { look } from './look.ts';
import { buildServices } from './services.ts';
import { takeFeed } from './take-feed.ts';

// Trigger: scan queue, five jobs side by side; invoked by the API and the console to try a search.
// After five failed tries a job waits in the dead letters: docs/runbook.md, "Scan: dead letters".
const services = await buildServices(readEnv(Env));

const work = sqsWorker({
  schema: ScanJob,
  handle: (job, record) =>
    job.feed === undefined
      ? crawl(job, services, Number(record.attributes.ApproximateReceiveCount))
      : takeFeed(job.feed, job, services),
  requeue: (job, delaySeconds) => services.scanQueue.send(job, { group: job.brandId, delaySeconds }),
});

export const handler = (event: SQSEvent | SearchLook) =>
  'Records' in event ? work(event) : look(SearchLook.parse(event), services);
