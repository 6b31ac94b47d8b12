import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';

/**
 * One secret for each programme and brand, `<prefix>/<programme>/<brand>`: a JSON object of what the venue gave. Read at every use, for
 * another function may have renewed it a moment ago.
 */
export function createVenueAccountSecrets(client: SecretsManagerClient, prefix: string) {
  const nameOf = (programme: string, brandId: string) => `${prefix}/${programme}/${brandId}`;
  return {
    async read(programme: string, brandId: string): Promise<unknown> {
      try {
        const SecretId = nameOf(programme, brandId);
        const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId }));
        return SecretString === undefined ? undefined : JSON.parse(SecretString);
      } catch (error) {
        if (error instanceof ResourceNotFoundException) return undefined;
        throw error;
      }
    },
    async write(programme: string, brandId: string, account: unknown): Promise<void> {
      const SecretId = nameOf(programme, brandId);
      await client.send(new PutSecretValueCommand({ SecretId, SecretString: JSON.stringify(account) }));
    },
  };
}
