import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { TransientError } from '#shared/runtime/errors.ts';
import { sha256Base64url } from '#shared/runtime/sha256.ts';

// Authorization code with PKCE (RFC 6749, RFC 7636), as a browser's session and a command line both do it. Public clients: what
// runs on somebody's machine cannot keep a secret, and the console needs none that the code verifier does not replace.

/** Where people sign in: Cognito's managed login, or the issuer of the local host. */
export type IdentityProvider = { loginUrl: string; clientId: string };

export const Tokens = z.object({
  access_token: z.string(),
  id_token: z.string().optional(),
  /** Absent when a refresh leaves the one before in force. */
  refresh_token: z.string().optional(),
  expires_in: z.number(),
});
export type Tokens = z.infer<typeof Tokens>;

/** What one sign-in must remember until its answer comes. */
export type SignInAttempt = { state: string; nonce: string; verifier: string };

const SCOPES = 'openid email profile';
const PATIENCE_MS = 10_000;

export const newAttempt = (): SignInAttempt => ({ state: secret(), nonce: secret(), verifier: secret() });

/** 256 bits that nobody guesses. */
export const secret = (): string => randomBytes(32).toString('base64url');

export function authorizeUrl(
  { loginUrl, clientId }: IdentityProvider,
  { state, nonce, verifier }: SignInAttempt,
  redirectUri: string,
): string {
  const challenge = sha256Base64url(verifier);
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: SCOPES,
    state,
    nonce,
    code_challenge: challenge,
    code_challenge_method: 'S256',
  });
  return `${loginUrl}/oauth2/authorize?${query}`;
}

/** Undefined when the provider refuses: the code was used, is too old, or is somebody else's. */
export const exchangeCode = (
  provider: IdentityProvider,
  { code, verifier, redirectUri }: { code: string; verifier: string; redirectUri: string },
): Promise<Tokens | undefined> =>
  askForTokens(provider, {
    grant_type: 'authorization_code',
    code,
    code_verifier: verifier,
    redirect_uri: redirectUri,
  });

/** Undefined when the person may not come in any more. */
export const refreshTokens = (provider: IdentityProvider, refreshToken: string): Promise<Tokens | undefined> =>
  askForTokens(provider, { grant_type: 'refresh_token', refresh_token: refreshToken });

/** @throws TransientError when the provider cannot be reached or fails. */
async function askForTokens(
  { loginUrl, clientId }: IdentityProvider,
  fields: Record<string, string>,
): Promise<Tokens | undefined> {
  let response: Response;
  try {
    response = await fetch(`${loginUrl}/oauth2/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ ...fields, client_id: clientId }).toString(),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  } catch (cause) {
    throw new TransientError('the identity provider cannot be reached', { cause });
  }
  if (response.status === 400 || response.status === 401) return undefined;
  if (!response.ok) throw new TransientError(`the identity provider answered ${response.status}`);
  return Tokens.parse(await response.json());
}
