import type { Context } from 'aws-lambda';
import { readEnv } from '#shared/runtime/env.ts';
import { Env } from './env.ts';
import { buildServices } from './services.ts';
import { type VerifySummary, verify } from './verify.ts';

// Trigger: schedule. Reads: brands, pages through the fetcher, venues. Writes: cases; sends takedown and score jobs and alerts.
const services = await buildServices(readEnv(Env));

export const handler = (_event: unknown, context: Context): Promise<VerifySummary> =>
  verify(services, () => context.getRemainingTimeInMillis());
