import { createRemoteJWKSet, jwtVerify } from 'jose';
import type { AuthorizerSpec } from './system-spec.ts';

/** What the function is told of a caller who was let through; nothing where everybody is. */
export type Admitted = { authorizer: { jwt: { claims: Record<string, string>; scopes: null } } | undefined };
export type Refused = { status: number; message: string };

const UNAUTHORISED: Refused = { status: 401, message: 'Unauthorized' };

/** API Gateway's authorizers: the answers for who has no token, or one that is old, foreign or for another client, are its own. */
export function createGate() {
  const keySets = new Map<string, ReturnType<typeof createRemoteJWKSet>>();
  const keysOf = (issuer: string) => {
    const known = keySets.get(issuer) ?? createRemoteJWKSet(new URL(`${issuer}/.well-known/jwks.json`));
    keySets.set(issuer, known);
    return known;
  };
  return async (spec: AuthorizerSpec, authorization: string | undefined): Promise<Admitted | Refused> => {
    if (spec.kind === 'none') return { authorizer: undefined };
    // Nothing on this machine stands for IAM: what it guards is done here by whoever may write the state directory.
    if (spec.kind === 'iam') return { status: 403, message: 'Forbidden' };
    const token = authorization?.replace(/^Bearer\s+/i, '');
    if (!token) return UNAUTHORISED;
    try {
      const { payload } = await jwtVerify(token, keysOf(spec.issuer), { issuer: spec.issuer });
      const audience = [payload.aud ?? payload.client_id].flat().map(String);
      if (!audience.some((each) => spec.audience.includes(each))) return UNAUTHORISED;
      const claims = Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, String(value)]));
      return { authorizer: { jwt: { claims, scopes: null } } };
    } catch {
      return UNAUTHORISED;
    }
  };
}
