import type { Context } from 'aws-lambda';
import { readEnv } from '#shared/runtime/env.ts';
import { Env } from './env.ts';
import { buildServices } from './services.ts';
import { type VerifySummary, verify } from './verify.ts';

// Trigger: schedule.
const services = await buildServices(readEnv(Env));

export const handler = (_event: unknown, context: Context): Promise<VerifySummary> =>
  verify(services, () => context.getRemainingTimeInMillis());
