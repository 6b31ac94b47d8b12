import type { Context, MiddlewareHandler } from 'hono';
import type { Session } from '#shared/stores/people-store.ts';
import { messagePage } from './pages/message-page.tsx';
import type { ConsoleEnv } from './services.ts';
import { sameSecret } from './session-cookie.ts';

const READING = ['GET', 'HEAD'];

/** On everything that changes something: the token of this session, in the form (`csrf`) or in the header `x-csrf-token`. */
export const csrfToken: MiddlewareHandler<ConsoleEnv> = async (c, next) => {
  if (READING.includes(c.req.method) || (await carriesToken(c, c.var.visitor.session))) return next();
  return tokenMissing(c);
};

export async function carriesToken(c: Context, session: Session): Promise<boolean> {
  const sent = c.req.header('x-csrf-token') ?? (await formToken(c));
  return sent !== undefined && sameSecret(sent, session.csrfToken);
}

export function tokenMissing(c: Context) {
  const text =
    'This page was too old, or the request did not come from it. Nothing was changed: go back, reload and try again.';
  return c.html(messagePage({ title: 'Not done', text, action: { href: '/', label: 'Today' } }), 403);
}

async function formToken(c: Context): Promise<string | undefined> {
  const { csrf } = await c.req.parseBody().catch(() => ({}) as Record<string, unknown>);
  return typeof csrf === 'string' ? csrf : undefined;
}
