import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { secureHeaders } from 'hono/secure-headers';
import { MAX_FORM_BYTES } from '#shared/intake/bring.ts';
import type { Access } from '#shared/people/access.ts';
import { ownStores } from '#shared/people/own-stores.ts';
import { brandRoutes } from './brand-routes.ts';
import { bulkRoutes } from './bulk-routes.ts';
import { callerOf } from './caller.ts';
import { caseRoutes } from './case-routes.ts';
import { documentRoutes } from './document-routes.ts';
import { evidenceRoutes } from './evidence-routes.ts';
import { historyRoutes } from './history-routes.ts';
import { intakeOperations } from './intake-operations.ts';
import { intakeRoutes } from './intake-routes.ts';
import { memberRoutes } from './member-routes.ts';
import { modelRoutes } from './model-routes.ts';
import { noticeRoutes } from './notice-routes.ts';
import { serve } from './operation.ts';
import { healthOperations } from './operations.ts';
import { opsRoutes } from './ops-routes.ts';
import { pictureRoutes } from './picture-routes.ts';
import { ApiError, answerError } from './problem.ts';
import { productRoutes } from './product-routes.ts';
import type { ApiEnv, ApiServices } from './services.ts';
import { storeFileRoutes } from './store-file-routes.ts';
import { switchRoutes } from './switch-routes.ts';
import { taskRoutes } from './task-routes.ts';
import { webhookRoutes } from './webhook-routes.ts';

const MAX_BODY_BYTES = 512 * 1024;
const TAKES_FILES: ReadonlySet<string> = new Set([intakeOperations.addPage.path, intakeOperations.addListings.path]);
/** A brand's file with thousands of products, feeds of them, lists of earlier notices, and pictures. */
const TAKES_LISTS = /^\/brands(\/[^/]+(\/(products|history|find-picture))?)?$/;

/** What the gateway calls: `/api/*` for who has a token, `/ops/*` for who signs with IAM. */
export function createApi(services: ApiServices): Hono<ApiEnv> {
  const gateway = new Hono<ApiEnv>();
  gateway.use(secureHeaders());
  gateway.onError(answerError);
  gateway.all('/api/*', async (c) => {
    const access = await callerOf(c.env?.requestContext, services.people);
    const url = new URL(c.req.url);
    url.pathname = url.pathname.slice('/api'.length);
    return apiFor({ ...services, ...ownStores(services, access) }, access).fetch(new Request(url, c.req.raw), c.env);
  });
  gateway.route('/ops', opsRoutes(services));
  gateway.notFound(nothingHere);
  return gateway;
}

/** The API as one caller has it: every route is built over their own stores, and can reach nobody else's. */
export function apiFor(services: ApiServices, caller: Access): Hono<ApiEnv> {
  const api = new Hono<ApiEnv>();
  api.onError(answerError);
  const [usual, brought] = [bodyLimit({ maxSize: MAX_BODY_BYTES }), bodyLimit({ maxSize: MAX_FORM_BYTES })];
  api.use((c, next) => (TAKES_FILES.has(c.req.path) || TAKES_LISTS.test(c.req.path) ? brought : usual)(c, next));
  api.notFound(nothingHere);
  serve(api, { services, caller }, healthOperations.get, async () => ({
    body: { status: 'ok', time: services.clock().toISOString(), person: caller.person },
  }));
  const groups = [
    brandRoutes,
    productRoutes,
    historyRoutes,
    memberRoutes,
    bulkRoutes,
    caseRoutes,
    evidenceRoutes,
    pictureRoutes,
    documentRoutes,
    intakeRoutes,
    noticeRoutes,
    storeFileRoutes,
    taskRoutes,
    switchRoutes,
    webhookRoutes,
    modelRoutes,
  ];
  for (const routes of groups) api.route('/', routes(services, caller));
  return api;
}

function nothingHere(c: { req: { method: string; path: string } }): never {
  throw new ApiError(404, 'not-found', `There is nothing at ${c.req.method} ${c.req.path}.`);
}
