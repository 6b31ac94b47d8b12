import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

/** The JSON in a secret, as it is now; an empty object from a secret without a value. */
export async function readJsonSecret(client: SecretsManagerClient, arn: string): Promise<unknown> {
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
  return JSON.parse(SecretString ?? '{}');
}
