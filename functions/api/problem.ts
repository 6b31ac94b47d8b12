import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import * as z from 'zod';
import { FeedRefusal } from '#shared/catalogue/feed-row.ts';
import type { Permission } from '#shared/domain/membership.ts';
import { IntakeRefusal } from '#shared/intake/bring.ts';
import type { Access } from '#shared/people/access.ts';
import { OutOfScopeError } from '#shared/people/scoped-store.ts';
import { logger } from '#shared/runtime/logger.ts';

/** A refusal that the caller can act on. */
export class ApiError extends Error {
  override name = 'ApiError';
  readonly status: ContentfulStatusCode;
  readonly code: string;
  constructor(status: ContentfulStatusCode, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** @throws ApiError for what there is none of, or what is somebody else's: the two look alike */
export function notFound(what: 'brand' | 'case' | 'notice', id: string): never {
  throw new ApiError(404, 'not-found', `There is no ${what} "${id}".`);
}

/** How every refusal looks (RFC 9457, application/problem+json). */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  /** For programs; the same word that ends `type`. */
  code: z.string(),
  /** For people: what is wrong and what to do. */
  detail: z.string(),
  errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
});
export type Problem = z.infer<typeof Problem>;

const TITLES: Record<number, string> = {
  400: 'The request is not right',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  409: 'Not possible now',
  412: 'Changed meanwhile',
  413: 'Too long',
  422: 'Not the same request',
  500: 'Failed on our side',
};

export function answerError(error: Error, c: Context): Response {
  const { status, code, detail, errors } = problemOf(error, c.req.path);
  const title = TITLES[status] ?? 'Refused';
  const problem: Problem = { type: `urn:markwarden:problem:${code}`, title, status, code, detail, errors };
  return c.body(JSON.stringify(problem), status, { 'content-type': 'application/problem+json' });
}

type Told = Pick<Problem, 'code' | 'detail' | 'errors'> & { status: ContentfulStatusCode };

/** @param path where it happened, for the log */
export function problemOf(error: Error, path: string): Told {
  if (error instanceof ApiError) return { status: error.status, code: error.code, detail: error.message };
  if (error instanceof IntakeRefusal)
    return { status: error.code === 'too-large' ? 413 : 400, code: error.code, detail: error.message };
  if (error instanceof FeedRefusal) return { status: 400, code: 'invalid', detail: error.message };
  if (error instanceof OutOfScopeError) return { status: 404, code: 'not-found', detail: nothingLikeThat().message };
  if (error instanceof z.ZodError) return { status: 400, ...invalid(error) };
  if (error instanceof HTTPException)
    return { status: error.status, code: 'refused', detail: error.message || 'The request was refused.' };
  logger.error('request failed', { path, error });
  return { status: 500, code: 'internal', detail: 'Something failed on our side; the log has the details.' };
}

function invalid({ issues }: z.ZodError): Pick<Problem, 'code' | 'detail' | 'errors'> {
  const errors = issues.flatMap((issue) => {
    const field = issue.path.join('.');
    if (issue.code !== 'unrecognized_keys') return { field, message: issue.message };
    return issue.keys.map((key) => ({ field: [...issue.path, key].join('.'), message: 'is not known here' }));
  });
  return { code: 'invalid', detail: 'Some fields are missing, wrong or not known.', errors };
}

/** The same for what is not there and for what is somebody else's. */
export const nothingLikeThat = () =>
  new ApiError(
    404,
    'not-found',
    'There is nothing by that name in your brands: the lists (brands, cases, notices, stores) show what there is.',
  );

/** @throws ApiError naming what is missing. */
export function demand(caller: Access, permission: Permission, brandId: string): void {
  // Whose brand they cannot even see learn nothing of it, not that it exists either.
  if (!caller.may('read', brandId)) throw nothingLikeThat();
  if (!caller.may(permission, brandId))
    throw new ApiError(403, 'not-allowed', `This needs the right to ${permission} for "${brandId}".`);
}

/** The query, with nothing in it that the route does not know: to ignore it would be to answer another question. */
export const queryOf = <Shape extends z.ZodRawShape>(c: Context, shape: Shape) =>
  z.strictObject(shape).parse(c.req.query());

/** The body as an object: JSON, the fields of a form with files as bytes, or `{ lines }`. */
export async function bodyOf(c: Context, takes?: 'form' | 'lines'): Promise<unknown> {
  const type = c.req.header('content-type') ?? '';
  if (takes === 'lines') return { lines: await c.req.text() };
  if (takes !== 'form' || !/^(multipart\/form-data|application\/x-www-form-urlencoded)/i.test(type)) return jsonBody(c);
  const fields = await c.req.parseBody().catch(() => {
    throw new ApiError(400, 'invalid', 'The request body is not the form that it says it is.');
  });
  const read = Object.entries(fields).map(async ([name, value]) => [
    name,
    value instanceof File ? new Uint8Array(await value.arrayBuffer()) : value,
  ]);
  return Object.fromEntries(await Promise.all(read));
}

/** The request body as JSON; an empty body is `{}`. */
export async function jsonBody(c: Context): Promise<unknown> {
  const text = await c.req.text();
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError(400, 'invalid', 'The request body is not JSON.');
  }
}
