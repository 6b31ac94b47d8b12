import { readEnv } from '#shared/runtime/env.ts';
import { dispatch } from './dispatch.ts';
import { Env } from './env.ts';
import { dispatchFeeds } from './feeds.ts';
import { buildServices } from './services.ts';

// Trigger: every five minutes; may fire twice or late.
const services = buildServices(readEnv(Env));

export const handler = async (): Promise<void> => {
  await dispatch(services);
  await dispatchFeeds(services);
};
