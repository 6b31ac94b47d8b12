import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { EVERY_BRAND, type Role } from '#shared/domain/membership.ts';
import { createPeopleStore } from '#shared/stores/people-store.ts';
import type { Host } from '../host/host.ts';
import type { LocalPerson } from '../host/identity-provider.ts';
import { LOCAL_CREDENTIALS } from '../host/local-credentials.ts';
import { writeFileAtomically } from '../host/write-file.ts';

type SamplePerson = LocalPerson & { brandId: string; roles: Role[] };

/** Looks after the installation, and is whom the commands of this machine are. */
export const IDA: SamplePerson = {
  sub: 'sample-ida',
  email: 'ida@nordhavn.example',
  name: 'Ida Lindqvist',
  brandId: EVERY_BRAND,
  roles: ['admin'],
};
/** Signs whatever waits while the sample week is played. */
export const SIGNER: SamplePerson = {
  sub: 'sample-signer',
  email: 'sample-analyst@nordhavn.example',
  name: 'Sample analyst',
  brandId: EVERY_BRAND,
  roles: ['admin'],
};
/** Looks through what was found and may send nothing. */
const BO: SamplePerson = {
  sub: 'sample-bo',
  email: 'bo@nordhavn.example',
  name: 'Bo Kjær',
  brandId: 'nordhavn',
  roles: ['moderator'],
};

/** Works for another owner, whose brand is not Nordhavn. */
const MAJ: SamplePerson = {
  sub: 'sample-maj',
  email: 'maj@skumring.example',
  name: 'Maj Holm',
  brandId: 'skumring',
  roles: ['admin'],
};

export const SAMPLE_PEOPLE: readonly SamplePerson[] = [IDA, BO, MAJ, SIGNER];

/** Gives everybody of the sample what they may do. Repeating it changes nothing. */
export async function addSamplePeople(host: Host): Promise<void> {
  const client = DynamoDBDocumentClient.from(
    new DynamoDBClient({ ...LOCAL_CREDENTIALS, endpoint: host.endpoints.dynamodb }),
    { marshallOptions: { removeUndefinedValues: true } },
  );
  const people = createPeopleStore(client, host.variable('PEOPLE_TABLE'));
  for (const { sub: person, email, name, brandId, roles } of SAMPLE_PEOPLE) {
    await people.putProfile({ person, email, name });
    const at = host.clock.now().toISOString();
    await people.putMembership({ person, brandId, roles, by: 'operator:npm start', at });
  }
}

export type Ask = (path: string, init?: RequestInit) => Promise<Response>;

/** Calls the API as this person, with a token of this moment. */
export function askAs(host: Host, person: LocalPerson): Ask {
  return async (path, init = {}) => {
    const { access_token: token } = await host.signIn.tokensFor(person, clientOf(host));
    return fetch(`${host.url}/api${path}`, {
      ...init,
      headers: { ...(init.headers as Record<string, string>), authorization: `Bearer ${token}` },
    });
  };
}

/** What `markwarden login` would keep: commands of this machine are signed in from the start. */
export async function signInCommands(host: Host, file: string): Promise<void> {
  const { access_token, refresh_token, expires_in } = await host.signIn.tokensFor(IDA, clientOf(host));
  const login = {
    loginUrl: host.signIn.url,
    clientId: clientOf(host),
    accessToken: access_token,
    refreshToken: refresh_token,
    expiresAt: new Date(Date.now() + Number(expires_in) * 1000).toISOString(),
  };
  writeFileAtomically(file, JSON.stringify({ [host.url]: login }), { mode: 0o600 });
}

const clientOf = (host: Host): string => host.variable('SIGN_IN_CLIENT_ID');
