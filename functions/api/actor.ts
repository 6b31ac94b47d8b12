import type { Context } from 'hono';
import type { ApiEnv } from './services.ts';

/** Who acts, for the history: the signed-in identity where there is one, since a name in the body is only a claim. */
export function actorOf(c: Context<ApiEnv>, claimed: string | undefined): string {
  return `analyst:${c.env?.requestContext?.authorizer?.iam?.userArn ?? claimed ?? 'local'}`;
}
