import * as z from 'zod';

const Origin = z.string().refine((text) => URL.parse(text)?.origin === text, 'an origin such as http://127.0.0.1:8080');

const JsonText = z
  .string()
  .default('{}')
  .transform((text, context) => {
    try {
      return JSON.parse(text || '{}') as unknown;
    } catch {
      context.issues.push({ code: 'custom', message: 'not JSON', input: text });
      return z.NEVER;
    }
  });

/** The environment of every function that fetches. Spread into the function's own schema. */
export const FetchingEnv = z.object({
  /** "Markwarden/1.0 (+https://…)": the first word is the name that robots.txt files may address. */
  USER_AGENT: z.string().regex(/^[A-Za-z_-]+/, 'must start with the name of the crawler'),
  /** Comma list of origins exempt from the private-address rule; only the local host sets it. */
  ALLOWED_PRIVATE_ORIGINS: z
    .string()
    .default('')
    .transform((text) => text.split(',').filter(Boolean))
    .pipe(z.array(Origin)),
  /**
   * JSON {"ebay": "permission in writing, 3 May 2026"}: marketplaces whose robots.txt the operator may disregard, and why. For a shop
   * without a marketplace of its own the name is its host.
   */
  ROBOTS_OVERRIDES: JsonText.pipe(z.record(z.string(), z.string().min(10, 'say why robots.txt does not apply'))),
  /** The same for marketplaces whose terms forbid automated reading. */
  TERMS_OVERRIDES: JsonText.pipe(z.record(z.string(), z.string().min(10, 'say why the terms do not apply'))),
  /** "http://user:password@proxy.example:8080": an HTTP proxy that tunnels to addresses; empty for none. On AWS without user and password. */
  HTTPS_PROXY: z
    .string()
    .default('')
    .refine(
      (text) => text === '' || URL.parse(text)?.protocol === 'http:',
      'an address such as http://proxy.example:8080',
    )
    .transform((text) => (text === '' ? undefined : new URL(text))),
  /** JSON {"user": …, "password": …}: what the proxy wants to know; an empty object where it asks for nothing. */
  PROXY_SECRET_ARN: z.string().min(1).optional(),
});
export type FetchingEnv = z.infer<typeof FetchingEnv>;

/** JSON {"bazaar": "http://127.0.0.1:1234"}: where a marketplace lives instead of its real site. */
export const MarketplaceOrigins = JsonText.pipe(z.record(z.string(), Origin));
export type MarketplaceOrigins = z.infer<typeof MarketplaceOrigins>;
