import { AlertJob } from '#shared/domain/messages.ts';
import { readEnv } from '#shared/runtime/env.ts';
import { sqsWorker } from '#shared/runtime/sqs-worker.ts';
import { alert } from './alert.ts';
import { Env } from './env.ts';
import { buildServices } from './services.ts';

// Trigger: alert queue.
const services = buildServices(readEnv(Env));

export const handler = sqsWorker({ schema: AlertJob, handle: (job) => alert(job, services) });
