import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import type { ApiCredentials } from '#shared/marketplaces/marketplace.ts';
import { readJsonSecret } from './json-secret.ts';

const Secrets = z.record(z.string(), z.record(z.string(), z.string().min(1)));

/** What venues gave the operator for their search APIs, by marketplace id. */
export async function readApiCredentials(
  client: SecretsManagerClient,
  arn: string,
): Promise<Record<string, ApiCredentials>> {
  return Secrets.parse(await readJsonSecret(client, arn));
}
