import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { UsageError } from '#infra/local/usage-error.ts';

const PROJECT_ROOT = fileURLToPath(new URL('../..', import.meta.url));
const HostFile = z.object({ url: z.string() });

/** Where the running host's API is: MARKWARDEN_URL, else what the host wrote down when it started. */
export function hostUrl(env: NodeJS.ProcessEnv = process.env): string {
  if (env.MARKWARDEN_URL) return env.MARKWARDEN_URL.replace(/\/$/, '');
  const path = join(env.MARKWARDEN_STATE_DIR ?? join(PROJECT_ROOT, '.markwarden'), 'host.json');
  if (!existsSync(path)) throw new UsageError('No host is running here. Start one with "npm start" and try again.');
  return HostFile.parse(JSON.parse(readFileSync(path, 'utf8'))).url;
}

const Failure = z.object({
  error: z.object({
    message: z.string(),
    details: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
  }),
});

/**
 * One call to the running host.
 * @throws UsageError in plain words when the host is not there or refuses.
 */
export async function callHost<T extends z.ZodType>(
  schema: T,
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  body?: unknown,
): Promise<z.infer<T>> {
  const url = hostUrl();
  let response: Response;
  try {
    response = await fetch(`${url}${path}`, {
      method,
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new UsageError(`The host at ${url} does not answer. Start it with "npm start" and try again.`);
  }
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok) return schema.parse(answer);
  const failure = Failure.safeParse(answer);
  if (!failure.success) throw new Error(`the host answered ${response.status} to ${method} ${path}`);
  const details = failure.data.error.details?.map(({ field, message }) => `\n  ${field}: ${message}`).join('') ?? '';
  throw new UsageError(failure.data.error.message + details);
}
