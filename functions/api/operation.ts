import type { Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import * as z from 'zod';
import { brandIdOf } from '#shared/domain/ids.ts';
import { EVERY_BRAND, type Permission } from '#shared/domain/membership.ts';
import type { Access } from '#shared/people/access.ts';
import { logger } from '#shared/runtime/logger.ts';
import { onTrail, type Trail } from '#shared/runtime/trail.ts';
import type { AuditEntry, AuditStore } from '#shared/stores/audit-store.ts';
import type { RequestStore } from '#shared/stores/request-store.ts';
import { onceByKey } from './idempotency.ts';
import { ApiError, bodyOf, demand } from './problem.ts';
import type { ApiEnv, ApiServices } from './services.ts';

/**
 * Whose something an operation is about. `brand`: the path's id is a brand's; `case`: it is a case's, which starts with its
 * brand's; `every`: the whole installation; `own`: whatever the caller's own stores hold.
 */
type About = 'brand' | 'case' | 'every' | 'own';

/** One thing that can be asked of the API: from this come its checks, its documentation and the tests of who may do it. */
export type Operation<Query extends z.ZodRawShape = z.ZodRawShape, Body extends z.ZodType = z.ZodType> = {
  id: string;
  method: 'get' | 'post' | 'put' | 'delete';
  /** With `{name}` for parts that vary. */
  path: string;
  summary: string;
  permission: Permission;
  about: About;
  query?: Query;
  body?: Body;
  /** How the body comes, where it is not JSON: a form (or JSON all the same), or lines of text. */
  takes?: 'form' | 'lines';
  /** Also as CSV and as JSON Lines, when the Accept header says so. */
  lists?: true;
  /** Its answer is said once and kept nowhere. */
  answersSecret?: true;
  /** Takes `If-Match`: only what was seen is changed. */
  ifMatch?: true;
  answer: z.ZodType;
  /** Of the answer when all is well, where it is not always 200. */
  statuses?: readonly ContentfulStatusCode[];
};

export const operation = <Query extends z.ZodRawShape = Record<never, never>, Body extends z.ZodType = z.ZodUndefined>(
  definition: Operation<Query, Body>,
) => definition;

export type Input<Query extends z.ZodRawShape, Body extends z.ZodType> = {
  /** What stands for the `{id}` of the path. */
  id: string;
  query: z.output<z.ZodObject<Query>>;
  body: z.output<Body>;
  c: Context<ApiEnv>;
};

export type Answer = {
  body: unknown;
  status?: ContentfulStatusCode;
  /** Of what was read or written; the same until it changes. */
  etag?: string;
  /** For the audit: what changed, and of which brand where the path does not say. */
  changes?: string[];
  brandId?: string;
  /** In place of the one entry: of an operation about many things, one for each that changed. */
  audited?: readonly Pick<AuditEntry, 'brandId' | 'subject' | 'changes'>[];
  /** In place of JSON, where the caller asked for another form. */
  text?: { type: string; content: string; next?: string };
};

type Context_ = {
  services: Pick<ApiServices, 'clock'> & { audit: Pick<AuditStore, 'append'>; requests: RequestStore };
  caller: Access;
};

/** Puts the operation at its address: checked input, checked rights, and what changes something written down. */
export function serve<Query extends z.ZodRawShape, Body extends z.ZodType>(
  routes: Hono<ApiEnv>,
  { services, caller }: Context_,
  definition: Operation<Query, Body>,
  handle: (input: Input<Query, Body>) => Promise<Answer>,
): void {
  const Query = z.strictObject(definition.query ?? {});
  routes.on(definition.method.toUpperCase(), honoPath(definition.path), async (c) => {
    const query = Query.parse(c.req.query()) as z.output<z.ZodObject<Query>>;
    const id = c.req.param('id') ?? '';
    const named = brandOf(definition.about, id);
    if (named !== undefined) demand(caller, definition.permission, named);
    const carryOut = async () => {
      const body = (
        definition.body ? definition.body.parse(await bodyOf(c, definition.takes)) : undefined
      ) as z.output<Body>;
      const answer = await handle({ id, query, body, c });
      if (definition.method !== 'get') {
        const done = { at: services.clock().toISOString(), by: caller.actor, action: definition.id };
        const one = {
          brandId: answer.brandId ?? named ?? EVERY_BRAND,
          subject: id || undefined,
          changes: answer.changes,
        };
        await Promise.all((answer.audited ?? [one]).map((each) => services.audit.append({ ...done, ...each })));
        logger.info('done over the API', { operation: definition.id });
      }
      return responseOf(c, definition, answer);
    };
    // The ids stand in every line that is logged meanwhile, and travel in every message that is sent.
    return onTrail(trailOf(definition, id), () => {
      if (definition.method === 'get') return carryOut();
      const { requests, clock } = services;
      return onceByKey(c, { requests, caller, clock, keepsBody: !definition.answersSecret }, carryOut);
    });
  });
}

function responseOf(c: Context<ApiEnv>, { method }: Pick<Operation, 'method'>, answer: Answer): Response {
  if (answer.etag) c.header('etag', answer.etag);
  if (answer.etag && method === 'get' && c.req.header('if-none-match') === answer.etag) return c.body(null, 304);
  if (answer.text) return inAnotherForm(c, answer.text);
  return c.json(answer.body, answer.status ?? 200);
}

function inAnotherForm(c: Context<ApiEnv>, { type, content, next }: NonNullable<Answer['text']>) {
  const following = new URL(c.req.url);
  if (next !== undefined) following.searchParams.set('after', next);
  const link = next !== undefined && { link: `<${following.search}>; rel="next"` };
  return c.body(content, 200, { 'content-type': type, ...link });
}

const honoPath = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1');

/** A store's id holds the account of a seller: it is not logged. */
function trailOf({ about, path }: Pick<Operation, 'about' | 'path'>, id: string): Trail {
  if (about !== 'brand' && about !== 'case') return {};
  const brandId = brandOf(about, id)!;
  if (path.startsWith('/cases/')) return { brandId, caseId: id };
  return path.startsWith('/notices/') ? { brandId, noticeId: id } : { brandId };
}

function brandOf(about: About, id: string): string | undefined {
  if (about === 'brand') return id;
  if (about === 'case') return brandIdOf(id);
  return about === 'every' ? EVERY_BRAND : undefined;
}

/** @throws ApiError when the caller says which state it has seen, and that is not the one of now. */
export function ifUnchanged(c: Context<ApiEnv>, etag: string): void {
  const seen = c.req.header('if-match');
  if (seen !== undefined && seen !== '*' && seen !== etag)
    throw new ApiError(412, 'changed', 'Somebody changed this since you looked; look again and repeat what you want.');
}
