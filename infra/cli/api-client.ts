import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { UsageError } from '#infra/local/usage-error.ts';
import { parseJson } from '#shared/extraction/embedded-json.ts';
import { accessToken, loginFile, readLogins } from './logins.ts';

const PROJECT_ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** `messaging` is where its SQS and S3 answer, `dynamodb` where its tables are. */
const HostFile = z.object({ url: z.string(), messaging: z.string().optional(), dynamodb: z.string().optional() });

const stateDirectory = (env: NodeJS.ProcessEnv) => env.MARKWARDEN_STATE_DIR ?? join(PROJECT_ROOT, '.markwarden');

/** Where logins are kept: those of the local host first. */
const loginFiles = (env: NodeJS.ProcessEnv) => [join(stateDirectory(env), 'logins.json'), loginFile(env)];

function runningHost(env: NodeJS.ProcessEnv): z.infer<typeof HostFile> | undefined {
  const path = join(stateDirectory(env), 'host.json');
  if (!existsSync(path)) return undefined;
  const host = HostFile.safeParse(parseJson(readFileSync(path, 'utf8'))).data;
  if (!host) throw new UsageError(`${path} is broken. Start the host again with "npm start": it writes it anew.`);
  return host;
}

/** @throws UsageError when none runs. */
export function localHost(env: NodeJS.ProcessEnv = process.env): z.infer<typeof HostFile> {
  const running = runningHost(env);
  if (running) return running;
  throw new UsageError(
    'No host is running here. Start one with "npm start", or name an installation on AWS with --stage.',
  );
}

/** Where commands go: MARKWARDEN_URL, else the host that runs here, else the installation that was signed in to last. */
export function hostUrl(env: NodeJS.ProcessEnv = process.env): string {
  if (env.MARKWARDEN_URL) return env.MARKWARDEN_URL.replace(/\/$/, '');
  const running = runningHost(env);
  if (running) return running.url;
  const signedIn = Object.keys(readLogins(loginFile(env))).at(-1);
  if (signedIn) return signedIn;
  throw new UsageError(
    'No host is running here, and no installation is signed in to. Start one with "npm start", or sign in with "markwarden login <address>".',
  );
}

const WHICH_ADDRESS = 'Is it the address of a console (MARKWARDEN_URL, "markwarden login <address>")?';

const Failure = z.object({
  code: z.string(),
  detail: z.string(),
  errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
});

/**
 * One call to the API of the running host, or of the installation on AWS: the same for both. What changes something carries a key and is
 * said once more when its answer is lost: the API does it once.
 * @param body JSON, a text of JSON Lines, or a form
 * @throws UsageError in plain words when the host is not there or refuses.
 */
export async function callHost<T extends z.ZodType>(
  schema: T,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<z.infer<T>> {
  const url = hostUrl();
  const response = await answerTo(url, path, {
    method,
    headers: {
      ...(method !== 'GET' && { 'idempotency-key': `"${randomUUID()}"` }),
      // A form says its own.
      ...(body !== undefined &&
        !(body instanceof FormData) && {
          'content-type': typeof body === 'string' ? 'application/x-ndjson' : 'application/json',
        }),
    },
    body: body === undefined || typeof body === 'string' || body instanceof FormData ? body : JSON.stringify(body),
  });
  await refuseFailure(response, `${method} ${path}`, url);
  const answer: unknown = await response.json().catch(() => {
    throw new UsageError(`${url} answered with a page to ${method} ${path}, not as Markwarden does. ${WHICH_ADDRESS}`);
  });
  return schema.parse(answer);
}

/**
 * One page of a list in another form than JSON; `next` is the path of the following one.
 * @throws UsageError as callHost does.
 */
export async function listFromHost(path: string, accept: string): Promise<{ content: string; next?: string }> {
  const url = hostUrl();
  const response = await answerTo(url, path, { method: 'GET', headers: { accept } });
  await refuseFailure(response, `GET ${path}`, url);
  const next = /^<([^>]+)>; rel="next"$/.exec(response.headers.get('link') ?? '')?.[1];
  return { content: await response.text(), ...(next && { next: path.split('?', 1)[0] + next }) };
}

async function refuseFailure(response: Response, what: string, url: string): Promise<void> {
  if (response.ok) return;
  if (response.status === 401) throw new UsageError(`You are not signed in to ${url}. Run "npx markwarden login".`);
  const failure = Failure.safeParse(await response.json().catch(() => undefined));
  if (!failure.success)
    throw new UsageError(
      `${url} answered HTTP ${response.status} to ${what}, not as Markwarden does. ${WHICH_ADDRESS}`,
    );
  const details = failure.data.errors?.map(({ field, message }) => `\n  ${field}: ${message}`).join('') ?? '';
  throw new UsageError(failure.data.detail + details);
}

const TRIES = 2;
/** From whoever stands before the API: it may have been carried out all the same. */
const LOST = [502, 503, 504];

async function answerTo(url: string, path: string, request: RequestInit & { headers: object }): Promise<Response> {
  for (let tried = 1; ; tried++) {
    try {
      const token = await accessToken(loginFiles(process.env), url, new Date());
      const headers = { ...request.headers, ...(token && { authorization: `Bearer ${token}` }) };
      const response = await fetch(`${url}/api${path}`, { ...request, headers });
      if (tried === TRIES || !LOST.includes(response.status)) return response;
    } catch {
      if (tried === TRIES)
        throw new UsageError(`The host at ${url} does not answer. Start it with "npm start" and try again.`);
    }
  }
}
