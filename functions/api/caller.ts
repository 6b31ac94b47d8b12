import { Permission } from '#shared/domain/membership.ts';
import { type Access, accessOf } from '#shared/people/access.ts';
import type { PeopleStore } from '#shared/stores/people-store.ts';
import { ApiError } from './problem.ts';
import type { GatewayContext } from './services.ts';

const SCOPE = /^markwarden\/(\w+)$/;

/**
 * Who is asking, by the token that the gateway has checked: the token says who it is, our own table what they may do.
 * @throws ApiError when there is no such token, or nobody has given them anything.
 */
export async function callerOf(gateway: GatewayContext | undefined, people: Pick<PeopleStore, 'get'>): Promise<Access> {
  const claims = gateway?.authorizer?.jwt?.claims;
  if (!claims?.sub)
    throw new ApiError(401, 'not-signed-in', 'This needs a token. Sign in with "npx markwarden login".');
  // A machine's token names no person: who asked for it is the client itself.
  const isMachine = claims.sub === claims.client_id;
  const person = await people.get(claims.sub);
  if (!person || person.memberships.length === 0) {
    const who = isMachine ? 'This client' : 'You are signed in, but';
    const lacks = isMachine ? 'has been given no brand' : 'nobody has given you a brand yet';
    throw new ApiError(
      403,
      'no-membership',
      `${who} ${lacks}. Tell whoever looks after the installation: ${claims.sub}`,
    );
  }
  return accessOf({ ...person, ...(isMachine && { scopes: scopesOf(claims.scope) }) });
}

function scopesOf(scope = ''): Permission[] {
  return scope.split(' ').flatMap((each) => Permission.safeParse(SCOPE.exec(each)?.[1]).data ?? []);
}
