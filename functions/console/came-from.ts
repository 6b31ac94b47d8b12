import type { Context } from 'hono';

export const pathOf = ({ pathname, search }: URL): string => pathname + search;

/** The page of ours whose form it was, as the browser says; Today where it says nothing, or somebody else's. */
export function cameFrom(c: Context): string {
  const from = URL.parse(c.req.header('referer') ?? '');
  return from?.origin === new URL(c.req.url).origin ? pathOf(from) : '/';
}
