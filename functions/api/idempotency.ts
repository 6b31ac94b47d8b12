import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import type { Access } from '#shared/people/access.ts';
import { logger } from '#shared/runtime/logger.ts';
import type { KeptAnswer, RequestStore } from '#shared/stores/request-store.ts';
import { ApiError } from './problem.ts';

// The header of the IETF draft "The Idempotency-Key HTTP Header Field" (draft-ietf-httpapi-idempotency-key-header): a quoted string,
// taken without its quotes too. Only what was carried out is kept; what was refused changed nothing and is judged anew.

const HEADER = 'idempotency-key';
const KEY = /^"?([\x21\x23-\x7e]{1,200})"?$/;
const KEPT_HEADERS = ['content-type', 'etag'];

type Running = {
  requests: RequestStore;
  caller: Access;
  clock: () => Date;
  /** Not of an answer that holds a secret: that it was carried out is kept, and no more. */
  keepsBody: boolean;
};

/**
 * Carries the request out, or answers as it was answered before when its key says that it is the same one.
 * @throws ApiError when the key came with another request, or the first one is still running.
 */
export async function onceByKey(
  c: Context,
  { requests, caller, clock, keepsBody }: Running,
  run: () => Promise<Response>,
): Promise<Response> {
  const given = c.req.header(HEADER);
  if (given === undefined) return run();
  const key = KEY.exec(given)?.[1];
  if (!key) throw new ApiError(400, 'invalid', 'Idempotency-Key: 1 to 200 printable characters without spaces.');
  const fingerprint = await fingerprintOf(c);
  // Somebody's keys are their own: nobody meets another's, by chance or by guessing.
  const name = hash([caller.person, key]);
  const claimed = await requests.claim(name, fingerprint, clock());
  if (claimed.is !== 'ours' && claimed.fingerprint !== fingerprint)
    throw new ApiError(422, 'key-reused', 'This Idempotency-Key came with another request before: take a new one.');
  if (claimed.is === 'running')
    throw new ApiError(409, 'still-running', 'The request with this Idempotency-Key is still running: ask again soon.');
  if (claimed.is === 'done') return replayed(claimed.answer);
  let response: Response;
  try {
    response = await run();
  } catch (error) {
    await requests.release(name, claimed.token);
    throw error;
  }
  // It has happened: an answer that cannot be kept must not make it look failed.
  await keptFrom(response, keepsBody)
    .then((answer) => requests.keep(name, claimed.token, answer, clock()))
    .catch((error: Error) => logger.error('answer not kept for its idempotency key', { error }));
  return response;
}

async function fingerprintOf(c: Context): Promise<string> {
  const { pathname, search } = new URL(c.req.url);
  const said = [c.req.method, pathname + search, c.req.header('if-match') ?? ''];
  return hash([...said, ...(await partsOf(c.req.raw.clone()))]);
}

/** A form by its fields: what stands between them is drawn anew each time that it is sent. */
async function partsOf(request: Request): Promise<(string | Uint8Array)[]> {
  const isForm = request.headers.get('content-type')?.startsWith('multipart/form-data');
  const body = await request.arrayBuffer();
  const form = isForm ? await formOf(body, request.headers) : undefined;
  if (!form) return [new Uint8Array(body)];
  const fields = [...form].map(async ([name, value]) => [
    name,
    typeof value === 'string' ? value : new Uint8Array(await value.arrayBuffer()),
  ]);
  return (await Promise.all(fields)).flat();
}

const formOf = (body: ArrayBuffer, headers: Headers): Promise<FormData | undefined> =>
  new Response(body, { headers: { 'content-type': headers.get('content-type')! } }).formData().catch(() => undefined);

function hash(parts: readonly (string | Uint8Array)[]): string {
  const sum = createHash('sha256');
  for (const part of parts) sum.update(`${part.length}:`).update(part);
  return sum.digest('base64url');
}

async function keptFrom(response: Response, keepsBody: boolean): Promise<KeptAnswer> {
  const headers = KEPT_HEADERS.flatMap((name) => {
    const value = response.headers.get(name);
    return value === null ? [] : [[name, value]];
  });
  const kept = { status: response.status, headers: Object.fromEntries(headers) };
  return keepsBody ? { ...kept, body: await response.clone().text() } : kept;
}

function replayed({ status, headers, body }: KeptAnswer): Response {
  if (body === undefined)
    throw new ApiError(
      409,
      'answer-not-kept',
      `This was done before (${status}); its answer is not kept: it is too long, or holds a secret.`,
    );
  return new Response(body, { status, headers: { ...headers, 'idempotency-replayed': 'true' } });
}
