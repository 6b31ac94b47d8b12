import { timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import * as z from 'zod';
import type { SignInAttempt } from '#shared/people/oidc-client.ts';
import { sha256Hex } from '#shared/runtime/sha256.ts';

// `__Host-`: only this host, only over HTTPS (or loopback, which browsers trust alike), never from a sub-domain. Lax, so that a
// link in an e-mail opens signed in; what changes something wants a token besides.
const COOKIE = { prefix: 'host', path: '/', secure: true, httpOnly: true, sameSite: 'Lax' } as const;
const SESSION = 'session';
const ATTEMPT = 'signin';
const BRAND = 'brand';
const ATTEMPT_SECONDS = 600;

/** What the browser shows to be let in: who it is, and the secret whose hash the session is stored under. */
export type SessionCookie = { person: string; secret: string };

export function readSession(c: Context): SessionCookie | undefined {
  const [person, secret, ...rest] = (getCookie(c, SESSION, 'host') ?? '').split('.');
  return person && secret && rest.length === 0 ? { person: decoded(person), secret } : undefined;
}

export function writeSession(c: Context, { person, secret }: SessionCookie, seconds: number): void {
  const value = `${Buffer.from(person).toString('base64url')}.${secret}`;
  setCookie(c, SESSION, value, { ...COOKIE, maxAge: seconds });
}

export const clearSession = (c: Context): void => void deleteCookie(c, SESSION, COOKIE);

/** The brand that its visitor last turned to: where pages that name none begin. Gone with the browser; it opens nothing by itself. */
export const readBrand = (c: Context): string | undefined => getCookie(c, BRAND, 'host');
export const writeBrand = (c: Context, id: string): void => setCookie(c, BRAND, id, COOKIE);

const Attempt = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), to: z.string() });
export type Attempt = SignInAttempt & { to: string };

export function writeAttempt(c: Context, attempt: Attempt): void {
  const value = Buffer.from(JSON.stringify(attempt)).toString('base64url');
  setCookie(c, ATTEMPT, value, { ...COOKIE, maxAge: ATTEMPT_SECONDS });
}

/** The attempt that this browser began; good for one answer. */
export function takeAttempt(c: Context): Attempt | undefined {
  const value = getCookie(c, ATTEMPT, 'host');
  deleteCookie(c, ATTEMPT, COOKIE);
  try {
    return Attempt.parse(JSON.parse(decoded(value ?? '')));
  } catch {
    return undefined;
  }
}

export const hashOf = (secret: string): string => sha256Hex(secret);

/** Compares without telling by its duration how far two texts agree. */
export function sameSecret(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(hashOf(one)), Buffer.from(hashOf(other))];
  return timingSafeEqual(a, b);
}

const decoded = (text: string): string => Buffer.from(text, 'base64url').toString('utf8');
