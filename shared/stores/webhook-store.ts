import { DeleteCommand, type DynamoDBDocumentClient, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type Delivery, Webhook } from '#shared/domain/webhook.ts';
import { getItem, ifConditionHolds, type Key } from './dynamo-access.ts';

/** Where each brand's news goes (table `cases`). */
export type WebhookStore = {
  get: (brandId: string) => Promise<Webhook | undefined>;
  put: (webhook: Webhook) => Promise<void>;
  remove: (brandId: string) => Promise<void>;
  /** Nothing happens when there is none any more. */
  noteDelivery: (brandId: string, delivery: Delivery) => Promise<void>;
};

export function createWebhookStore(client: DynamoDBDocumentClient, table: string): WebhookStore {
  const keyOf = (brandId: string): Key => ({ pk: `WEBHOOK~${brandId}`, sk: 'WEBHOOK' });
  return {
    async get(brandId) {
      const item = await getItem(client, table, keyOf(brandId));
      return item && Webhook.parse(item.webhook);
    },
    async put(webhook) {
      await client.send(new PutCommand({ TableName: table, Item: { ...keyOf(webhook.brandId), webhook } }));
    },
    async remove(brandId) {
      await client.send(new DeleteCommand({ TableName: table, Key: keyOf(brandId) }));
    },
    async noteDelivery(brandId, delivery) {
      const note = new UpdateCommand({
        TableName: table,
        Key: keyOf(brandId),
        UpdateExpression: 'SET webhook.lastDelivery = :delivery',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: { ':delivery': delivery },
      });
      await ifConditionHolds(client.send(note));
    },
  };
}
