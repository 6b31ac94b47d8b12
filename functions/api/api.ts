import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { secureHeaders } from 'hono/secure-headers';
import * as z from 'zod';
import { logger } from '#shared/runtime/logger.ts';
import { brandRoutes } from './brand-routes.ts';
import { caseRoutes } from './case-routes.ts';
import { modelRoutes } from './model-routes.ts';
import { ApiError } from './problem.ts';
import type { ApiEnv, ApiServices } from './services.ts';
import { statusPage } from './status-page.ts';

const MAX_BODY_BYTES = 512 * 1024; // a brand file with hundreds of products stays below 200 KB

/** The HTTP API. Every error is `{error: {code, message, details?}}`. */
export function createApi(services: ApiServices): Hono<ApiEnv> {
  const api = new Hono<ApiEnv>();
  api.use(secureHeaders());
  api.use(bodyLimit({ maxSize: MAX_BODY_BYTES }));
  api.get('/health', (c) => c.json({ status: 'ok', time: services.clock().toISOString() }));
  api.get('/', async (c) => c.html(await statusPage(services)));
  api.route('/brands', brandRoutes(services));
  api.route('/cases', caseRoutes(services));
  api.route('/model', modelRoutes(services));
  api.notFound((c) =>
    c.json({ error: { code: 'not-found', message: `There is nothing at ${c.req.method} ${c.req.path}.` } }, 404),
  );
  api.onError((error, c) => {
    if (error instanceof ApiError) return c.json({ error: error.toJSON() }, error.status);
    if (error instanceof z.ZodError) {
      const details = error.issues.map((issue) => ({ field: issue.path.join('.'), message: issue.message }));
      return c.json({ error: { code: 'invalid', message: 'Some fields are missing or wrong.', details } }, 400);
    }
    if (error instanceof HTTPException) {
      return c.json({ error: { code: 'refused', message: error.message || 'The request was refused.' } }, error.status);
    }
    logger.error('request failed', { path: c.req.path, error });
    return c.json(
      { error: { code: 'internal', message: 'Something failed on our side; the log has the details.' } },
      500,
    );
  });
  return api;
}
