import type { Context } from 'aws-lambda';
import { RebuildRequest } from '#shared/domain/rebuild.ts';
import { readEnv } from '#shared/runtime/env.ts';
import { Env } from './env.ts';
import { rebuildAsked } from './rebuild.ts';
import { buildServices } from './services.ts';
import { tick } from './tick.ts';

// Trigger: schedule; and called by the API, to make a brand's figures anew.
const services = buildServices(readEnv(Env));

export const handler = (event: unknown, context: Context): Promise<void> => {
  const { data: asked } = RebuildRequest.safeParse(event);
  if (asked) return rebuildAsked(asked.rebuild, services);
  return tick(services, () => context.getRemainingTimeInMillis());
};
