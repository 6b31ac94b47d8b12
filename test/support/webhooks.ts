import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { WebhookJob } from '#shared/domain/webhook.ts';
import { createWebhookKeys } from '#shared/messaging/webhook-keys.ts';
import { memoryQueue } from './memory-queue.ts';

/** Keys from a master key of ours. */
export const testWebhookKeys = (key = '0123456789abcdef'.repeat(4)) => {
  const client = { send: async () => ({ SecretString: JSON.stringify({ key }) }) };
  return createWebhookKeys(client as unknown as SecretsManagerClient, 'arn');
};

/** Of a brand that has none. */
export const noWebhooks = () => ({
  webhooks: { get: async () => undefined },
  webhookJobs: memoryQueue<WebhookJob>(),
});
