import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import type { WebhookJob } from '#shared/domain/webhook.ts';
import { sha256Base64url } from '#shared/runtime/sha256.ts';
import { readJsonSecret } from './json-secret.ts';

/**
 * What webhooks need secrets for. One master key lies in Secrets Manager, and each brand's own keys are derived from it (HKDF, RFC 5869):
 * nothing has to be created, granted or paid for when a brand gets a webhook, and no key is kept anywhere else.
 */
export type WebhookKeys = {
  /** The key that a receiver checks with, as Standard Webhooks writes it: "whsec_…". */
  secretOf: (brandId: string, generation: number) => Promise<string>;
  /** Standard Webhooks' signature with each of these generations: "v1,… v1,…". */
  sign: (brandId: string, generations: readonly number[], message: Signed) => Promise<string>;
  /** For that brand alone: sealed for one, it opens for no other. */
  seal: (brandId: string, text: string) => Promise<string>;
  /** @throws Error when it was sealed for another brand, or is not what was sealed. */
  open: (brandId: string, sealed: string) => Promise<string>;
};

/** `timestamp`: of this try, in epoch seconds. */
export type Signed = { id: string; timestamp: number; body: string };

const Master = z.object({ key: z.string().min(32, 'the master key of webhooks has less than 32 characters') });

/** @param arn of a secret that holds `{"key": "…"}` */
export function createWebhookKeys(client: SecretsManagerClient, arn: string): WebhookKeys {
  let master: Promise<string> | undefined;
  const read = async () => Master.parse(await readJsonSecret(client, arn)).key;
  const derived = async (brandId: string, purpose: string): Promise<Buffer> => {
    // One that could not be read is asked for again.
    master ??= read().catch((error) => {
      master = undefined;
      throw error;
    });
    return Buffer.from(hkdfSync('sha256', await master, '', `markwarden webhook|${purpose}|${brandId}`, 32));
  };
  const signingKey = (brandId: string, generation: number) => derived(brandId, `sign ${generation}`);
  return {
    secretOf: async (brandId, generation) => `whsec_${(await signingKey(brandId, generation)).toString('base64')}`,
    async sign(brandId, generations, { id, timestamp, body }) {
      const keys = await Promise.all(generations.map((generation) => signingKey(brandId, generation)));
      const content = `${id}.${timestamp}.${body}`;
      return keys.map((key) => `v1,${createHmac('sha256', key).update(content).digest('base64')}`).join(' ');
    },
    async seal(brandId, text) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', await derived(brandId, 'seal'), iv);
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64');
    },
    async open(brandId, sealed) {
      const bytes = Buffer.from(sealed, 'base64');
      const [iv, tag] = [bytes.subarray(0, IV_BYTES), bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES)];
      const decipher = createDecipheriv('aes-256-gcm', await derived(brandId, 'seal'), iv, {
        authTagLength: TAG_BYTES,
      });
      decipher.setAuthTag(tag);
      const opened = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
      return opened.toString('utf8');
    },
  };
}

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** The same however often it is told. */
export const eventId = ({ brandId, alert }: Pick<WebhookJob, 'brandId' | 'alert'>): string =>
  `msg_${sha256Base64url(`${brandId}|${alert.alertId}`).slice(0, 27)}`;
