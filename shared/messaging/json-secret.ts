import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

/** The JSON in a secret; an empty object from a secret without a value. Read at cold start, so a change takes effect with a new environment. */
export async function readJsonSecret(client: SecretsManagerClient, arn: string): Promise<unknown> {
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
  return JSON.parse(SecretString ?? '{}');
}
