import type { Context } from 'aws-lambda';
import { readEnv } from '#shared/runtime/env.ts';
import { Env } from './env.ts';
import { buildServices } from './services.ts';
import { tick } from './tick.ts';

// Trigger: schedule.
const services = buildServices(readEnv(Env));

export const handler = (_event: unknown, context: Context): Promise<void> =>
  tick(services, () => context.getRemainingTimeInMillis());
