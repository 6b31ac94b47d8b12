import type { Context } from 'hono';
import * as z from 'zod';

/** Only a path of our own: anything else would make the sign-in, or a button, a springboard to other sites. */
export const ownPath = (to: string | undefined): string => (to && /^\/(?![/\\])[^\s\\]*$/.test(to) ? to : '/');

export const pathOf = ({ pathname, search }: URL): string => pathname + search;

/** Why a form of the page did not do anything, as its address says. */
export const UNSENT = 'unsent';
export const Unsent = z.enum(['signed-out', 'refused']);
export type Unsent = z.infer<typeof Unsent>;

/** Back to the page with the form, which then says so and is given what had been typed. */
export function withUnsent(page: string, why: Unsent): string {
  // Where the browser does not say from which page it was, and on Today there is no form.
  if (page === '/') return page;
  const url = new URL(page, 'http://console.invalid');
  url.searchParams.set(UNSENT, why);
  return pathOf(url);
}

/**
 * The page of ours whose form it was, as the browser says; Today where it says nothing, or somebody else's.
 * @param consoleUrl as browsers know it: a request's own address says https on this machine too
 */
export function cameFrom(c: Context, consoleUrl: string): string {
  const from = URL.parse(c.req.header('referer') ?? '');
  return from?.origin === new URL(consoleUrl).origin ? ownPath(pathOf(from)) : '/';
}
