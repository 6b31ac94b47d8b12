import type { Context } from 'hono';

/** Only a path of our own: anything else would make the sign-in, or a button, a springboard to other sites. */
export const ownPath = (to: string | undefined): string => (to && /^\/(?![/\\])[^\s\\]*$/.test(to) ? to : '/');

export const pathOf = ({ pathname, search }: URL): string => pathname + search;

/**
 * The page of ours whose form it was, as the browser says; Today where it says nothing, or somebody else's.
 * @param consoleUrl as browsers know it: a request's own address says https on this machine too
 */
export function cameFrom(c: Context, consoleUrl: string): string {
  const from = URL.parse(c.req.header('referer') ?? '');
  return from?.origin === new URL(consoleUrl).origin ? ownPath(pathOf(from)) : '/';
}
