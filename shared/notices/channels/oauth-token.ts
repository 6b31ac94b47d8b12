import * as z from 'zod';
import { isoAfter } from '#shared/domain/time-units.ts';
import type { Fetched, Fetcher } from '#shared/fetching/fetcher.ts';
import { logger } from '#shared/runtime/logger.ts';
import { HTTP_LIMITS, jsonOf } from './http-delivery.ts';
import { accountAt, NotSignedInError, type VenueAccounts } from './venue-accounts.ts';

/** `expiresAt` belongs to `accessToken`; both are absent until the first refresh. */
const OAuthAccount = z.object({
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  refreshToken: z.string().min(1),
  accessToken: z.string().min(1).optional(),
  expiresAt: z.iso.datetime().optional(),
});
type OAuthAccount = z.infer<typeof OAuthAccount>;

const Granted = z.object({
  access_token: z.string().min(1),
  expires_in: z.number().positive(),
  refresh_token: z.string().min(1).optional(),
});

export type OAuthOptions = {
  accounts: VenueAccounts;
  programme: string;
  brandId: string;
  tokenUrl: string;
  fetcher: Fetcher;
  clock: () => Date;
  sleep: (ms: number) => Promise<void>;
};

/** A token that ends sooner is renewed before it is used. */
const SPARE_MS = 5 * 60_000;
/** Longer than the other worker waits for its answer. */
const LOST_RACE_WAITS_MS = [2_000, 8_000, 15_000];

/**
 * Calls a venue with the brand's access token, renewed when it has run out or is refused (401: the venue did not do what was asked, so it
 * is asked once more). A refresh token may be good for one use: the next one is kept at once, and who loses the race against another
 * worker goes on with what that one has kept.
 * @returns a function that throws NotSignedInError, and what the call throws
 */
export function withOAuthToken(options: OAuthOptions) {
  return async (call: (token: string) => Promise<Fetched>): Promise<Fetched> => {
    const account = await accountAt(OAuthAccount, options);
    const answer = await call(await usableToken(account, options));
    if (answer.status !== 401) return answer;
    return call(await renewed(await accountAt(OAuthAccount, options), options));
  };
}

async function usableToken(account: OAuthAccount, options: OAuthOptions): Promise<string> {
  const { accessToken, expiresAt } = account;
  const until = options.clock().getTime() + SPARE_MS;
  return accessToken && expiresAt && Date.parse(expiresAt) > until ? accessToken : renewed(account, options);
}

async function renewed(account: OAuthAccount, options: OAuthOptions): Promise<string> {
  const { accounts, programme, brandId, clock } = options;
  const { refreshToken } = account;
  const answer = await askForToken(account, options);
  const granted = answer.status === 200 ? Granted.safeParse(jsonOf(answer)).data : undefined;
  if (granted) {
    const expiresAt = isoAfter(clock(), granted.expires_in * 1000);
    const next = { accessToken: granted.access_token, expiresAt, refreshToken: granted.refresh_token ?? refreshToken };
    await accounts.write(programme, brandId, { ...account, ...next }).catch((error: unknown) => {
      // What this token is for can still be done; the next renewal may need a person, who is asked then.
      logger.error('venue account could not be kept', { programme, brandId, error });
    });
    return granted.access_token;
  }
  const isRefused = answer.status >= 400 && answer.status < 500 && answer.status !== 429;
  if (!isRefused) throw new NotSignedInError(`no token for ${programme}/${brandId} now (HTTP ${answer.status})`, false);
  // Used up: by another worker, who is about to keep what it was given, or by somebody else.
  for (const waitMs of [0, ...LOST_RACE_WAITS_MS]) {
    if (waitMs > 0) await options.sleep(waitMs);
    const now = await accountAt(OAuthAccount, options);
    if (now.refreshToken !== refreshToken && now.accessToken) return now.accessToken;
  }
  throw new NotSignedInError(
    `the venue does not renew the token of ${programme}/${brandId} (HTTP ${answer.status}): sign in there again and put the new refresh token into the venue account`,
    true,
  );
}

async function askForToken(
  { clientId, clientSecret, refreshToken }: OAuthAccount,
  { tokenUrl, fetcher, programme, brandId }: OAuthOptions,
): Promise<Fetched> {
  const form = { grant_type: 'refresh_token', client_id: clientId, client_secret: clientSecret };
  try {
    return await fetcher(tokenUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: new URLSearchParams({ ...form, refresh_token: refreshToken }).toString(),
      ...HTTP_LIMITS,
    });
  } catch (cause) {
    throw new NotSignedInError(`no token for ${programme}/${brandId} now: ${(cause as Error).message}`, false, {
      cause,
    });
  }
}
