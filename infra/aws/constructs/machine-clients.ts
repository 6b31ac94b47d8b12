import { Duration } from 'aws-cdk-lib';
import { OAuthScope, ResourceServerScope, UserPoolClient, UserPoolResourceServer } from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';
import { Permission } from '#shared/domain/membership.ts';
import type { People } from './user-pool.ts';

/** The prefix of every scope; functions/api/caller.ts reads it. */
const RESOURCE_SERVER = 'markwarden';

/**
 * Programs that call the API with a client id and a secret (OAuth client credentials). A scope is what a token may be used for at
 * most; for which brands is a membership of the client's id, as for a person.
 */
export function machineClients(
  scope: Construct,
  { people, wanted }: { people: People; wanted: Readonly<Record<string, readonly Permission[]>> },
): UserPoolClient[] {
  if (Object.keys(wanted).length === 0) return [];
  const scopes = new Map(
    Permission.options.map((name) => [name, new ResourceServerScope({ scopeName: name, scopeDescription: name })]),
  );
  const server = new UserPoolResourceServer(scope, 'ApiScopes', {
    userPool: people.pool,
    identifier: RESOURCE_SERVER,
    scopes: [...scopes.values()],
  });
  return Object.entries(wanted).map(
    ([name, permissions]) =>
      new UserPoolClient(scope, `${name}Client`, {
        userPool: people.pool,
        generateSecret: true,
        authFlows: {},
        oAuth: {
          flows: { clientCredentials: true },
          scopes: permissions.map((permission) => OAuthScope.resourceServer(server, scopes.get(permission)!)),
        },
        accessTokenValidity: Duration.hours(1),
      }),
  );
}
