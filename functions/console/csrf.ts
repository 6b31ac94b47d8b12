import type { Context, MiddlewareHandler } from 'hono';
import type { Session } from '#shared/stores/people-store.ts';
import { cameFrom, withUnsent } from './came-from.ts';
import { messagePage } from './pages/message-page.tsx';
import type { ConsoleEnv, ConsoleServices } from './services.ts';
import { sameSecret } from './session-cookie.ts';

const READING = ['GET', 'HEAD'];

/** On everything that changes something: the token of this session, in the form (`csrf`) or in the header `x-csrf-token`. */
export const csrfToken =
  (services: Pick<ConsoleServices, 'consoleUrl'>): MiddlewareHandler<ConsoleEnv> =>
  async (c, next) => {
    if (READING.includes(c.req.method) || (await carriesToken(c, c.var.visitor.session))) return next();
    return tokenMissing(c, services);
  };

export async function carriesToken(c: Context, session: Session): Promise<boolean> {
  const sent = c.req.header('x-csrf-token') ?? (await formToken(c));
  return sent !== undefined && sameSecret(sent, session.csrfToken);
}

export function tokenMissing(c: Context, { consoleUrl }: Pick<ConsoleServices, 'consoleUrl'>) {
  const text =
    'This page was too old, or the request did not come from it. Nothing was changed: go back to the page and try again.';
  const href = withUnsent(cameFrom(c, consoleUrl), 'refused');
  return c.html(messagePage({ title: 'Not done', text, action: { href, label: 'Back to the page' } }), 403);
}

async function formToken(c: Context): Promise<string | undefined> {
  const { csrf } = await c.req.parseBody().catch(() => ({}) as Record<string, unknown>);
  return typeof csrf === 'string' ? csrf : undefined;
}
