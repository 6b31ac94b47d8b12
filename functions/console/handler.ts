import { handle } from 'hono/aws-lambda';
import { readEnv } from '#shared/runtime/env.ts';
import { createConsole } from './console.ts';
import { Env } from './env.ts';
import { buildServices } from './services.ts';

// Trigger: HTTP API, every route that is not the API's, without an authorizer: who is not signed in is sent to sign in.
export const handler = handle(createConsole(await buildServices(readEnv(Env))));
