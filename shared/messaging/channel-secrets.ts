import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { readJsonSecret } from './json-secret.ts';

const Secrets = z.record(z.string(), z.string().min(16, 'a signing key must have 16 characters or more'));

/** Signing keys of webhook venues by marketplace id. */
export async function readChannelSecrets(client: SecretsManagerClient, arn: string): Promise<Record<string, string>> {
  return Secrets.parse(await readJsonSecret(client, arn));
}
