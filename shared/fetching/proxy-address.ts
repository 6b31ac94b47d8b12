import * as z from 'zod';
import { readJsonSecret } from '#shared/messaging/json-secret.ts';
import { secrets } from '#shared/runtime/clients.ts';
import type { FetchingEnv } from './fetching-env.ts';

const Credentials = z.object({ user: z.string().min(1).optional(), password: z.string().optional() });

/**
 * The proxy with what it wants to know of us, which stands in a secret: an environment variable is read by whoever may look at the
 * function. Undefined where there is no proxy. Read at cold start.
 */
export async function proxyAddress(
  { HTTPS_PROXY: address, PROXY_SECRET_ARN: arn }: Pick<FetchingEnv, 'HTTPS_PROXY' | 'PROXY_SECRET_ARN'>,
  read: (arn: string) => Promise<unknown> = (name) => readJsonSecret(secrets(), name),
): Promise<URL | undefined> {
  if (!address || !arn) return address;
  const { user = '', password = '' } = Credentials.parse(await read(arn));
  return Object.assign(new URL(address), {
    username: encodeURIComponent(user),
    password: encodeURIComponent(password),
  });
}
