import { handle } from 'hono/aws-lambda';
import { readEnv } from '#shared/runtime/env.ts';
import { createApi } from './api.ts';
import { Env } from './env.ts';
import { buildServices } from './services.ts';

// Trigger: HTTP API.
export const handler = handle(createApi(await buildServices(readEnv(Env))));
