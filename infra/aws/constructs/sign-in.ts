import { Duration } from 'aws-cdk-lib';
import { CfnManagedLoginBranding, OAuthScope, UserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { NodeFunction } from './node-function.ts';
import type { People } from './user-pool.ts';

/** Where `markwarden login` waits for the answer; Cognito takes plain HTTP for this host name only. */
export const COMMAND_LINE_CALLBACK = 'http://localhost:8976/callback';

/** How people sign in to the console and to the command line: one public client, code and PKCE. */
export class SignIn extends Construct {
  readonly client: UserPoolClient;
  readonly #people: People;
  readonly #consoleUrl: string;

  constructor(scope: Construct, id: string, { people, consoleUrl }: { people: People; consoleUrl: string }) {
    super(scope, id);
    this.#people = people;
    this.#consoleUrl = consoleUrl;
    this.client = new UserPoolClient(this, 'Client', {
      userPool: people.pool,
      generateSecret: false,
      authFlows: { userSrp: false },
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE],
        callbackUrls: [`${consoleUrl}/signin/callback`, COMMAND_LINE_CALLBACK],
        logoutUrls: [`${consoleUrl}/signed-out`],
      },
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: Duration.hours(1),
      idTokenValidity: Duration.hours(1),
      refreshTokenValidity: Duration.days(7),
    });
    // Without a style a client of the newer managed login shows an error instead of a page.
    new CfnManagedLoginBranding(this, 'Style', {
      userPoolId: people.pool.userPoolId,
      clientId: this.client.userPoolClientId,
      useCognitoProvidedValues: true,
    });
  }

  /** Lets the function send people to sign in and check who comes back. */
  letSignIn(target: NodeFunction): void {
    target.addEnvironment('CONSOLE_URL', this.#consoleUrl);
    target.addEnvironment('ISSUER_URL', this.#people.pool.userPoolProviderUrl);
    target.addEnvironment('LOGIN_URL', this.#people.domain.baseUrl());
    target.addEnvironment('SIGN_IN_CLIENT_ID', this.client.userPoolClientId);
  }
}
