import { JwtVerifier } from 'aws-jwt-verify';
import { SimpleJwksCache } from 'aws-jwt-verify/jwk';
import * as z from 'zod';

const Claims = z.object({
  sub: z.string().min(1).max(200),
  nonce: z.string().optional(),
  email: z.email().optional(),
  // Cognito writes a boolean, some federated providers a text.
  email_verified: z.union([z.boolean(), z.stringbool()]).optional(),
  name: z.string().max(200).optional(),
});
export type IdClaims = z.infer<typeof Claims>;

/**
 * Checks an ID token: signature against the issuer's published keys, issuer, audience, expiry.
 * @returns a function that throws for a token that is not to be trusted.
 */
export function createTokenVerifier({ issuer, clientId }: { issuer: string; clientId: string }) {
  const verifier = JwtVerifier.create(
    { issuer, audience: clientId, jwksUri: `${issuer}/.well-known/jwks.json` },
    { jwksCache: new SimpleJwksCache({ fetcher: { fetch: fetchKeys } }) },
  );
  return async (idToken: string): Promise<IdClaims> => Claims.parse(await verifier.verify(idToken));
}

/** Not the library's own: that one speaks HTTPS only, and the local host's issuer is on loopback. */
async function fetchKeys(uri: string): Promise<ArrayBuffer> {
  const response = await fetch(uri);
  if (!response.ok) throw new Error(`${uri} answered ${response.status}`);
  return response.arrayBuffer();
}
