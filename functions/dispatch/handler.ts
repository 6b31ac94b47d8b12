import { readEnv } from '#shared/runtime/env.ts';
import { dispatch } from './dispatch.ts';
import { Env } from './env.ts';
import { buildServices } from './services.ts';

// Trigger: every five minutes; may fire twice or late. Reads: brands (due watches), listings (scan pages). Writes: scan queue, then the
// watches; scan pages and alerts for what was not read in its period.
const services = buildServices(readEnv(Env));

export const handler = async (): Promise<void> => {
  await dispatch(services);
};
