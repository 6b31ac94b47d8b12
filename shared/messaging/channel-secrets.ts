import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { logger } from '#shared/runtime/logger.ts';
import { readJsonSecret } from './json-secret.ts';

const Secrets = z.record(z.string(), z.unknown());
const SigningKey = z.string().min(16, 'a signing key must have 16 characters or more');

/**
 * Signing keys of webhook venues by marketplace id. A key that is too short to protect anything is left out and said: its venue gets
 * nothing, and the others are not kept waiting for it.
 */
export async function readChannelSecrets(client: SecretsManagerClient, arn: string): Promise<Record<string, string>> {
  const keys = Object.entries(Secrets.parse(await readJsonSecret(client, arn)));
  return Object.fromEntries(
    keys.flatMap(([venue, given]) => {
      const key = SigningKey.safeParse(given);
      if (key.success) return [[venue, key.data]];
      logger.error('signing key cannot be used', { venue, reason: key.error.issues[0]?.message });
      return [];
    }),
  );
}
