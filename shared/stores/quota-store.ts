import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { ifConditionHolds } from './dynamo-access.ts';
import { expiryAfter } from './expiry.ts';

/** Strict counters (table `cases`): "at most N of these in this period". */
export type QuotaStore = {
  /** Takes `count` (default 1) of `limit`; false when fewer are left. `key` names what and when: "notices~nordhavn~2026-06-01". */
  take: (key: string, limit: number, at: Date, count?: number) => Promise<boolean>;
  /** Counts what happened anyway, whatever the limit. */
  add: (key: string, at: Date, count: number) => Promise<void>;
  used: (key: string) => Promise<number>;
  /** Gives back one that was taken and not used. */
  giveBack: (key: string) => Promise<void>;
};

const KEPT_DAYS = 7; // the longest period counted is a day

export function createQuotaStore(client: DynamoDBDocumentClient, table: string): QuotaStore {
  const itemKey = (key: string) => ({ pk: `QUOTA~${key}`, sk: 'QUOTA' });
  return {
    async take(key, limit, at, count = 1) {
      if (count > limit) return false;
      const write = client.send(
        new UpdateCommand({
          TableName: table,
          Key: itemKey(key),
          UpdateExpression: 'SET expiresAt = :expiresAt ADD used :count',
          ConditionExpression: 'attribute_not_exists(used) OR used <= :room',
          ExpressionAttributeValues: {
            ':expiresAt': expiryAfter(at, KEPT_DAYS),
            ':count': count,
            ':room': limit - count,
          },
        }),
      );
      return (await ifConditionHolds(write)) !== undefined;
    },
    async add(key, at, count) {
      await client.send(
        new UpdateCommand({
          TableName: table,
          Key: itemKey(key),
          UpdateExpression: 'SET expiresAt = :expiresAt ADD used :count',
          ExpressionAttributeValues: { ':expiresAt': expiryAfter(at, KEPT_DAYS), ':count': count },
        }),
      );
    },
    async used(key) {
      const { Item } = await client.send(new GetCommand({ TableName: table, Key: itemKey(key), ConsistentRead: true }));
      return Number(Item?.used ?? 0);
    },
    async giveBack(key) {
      await ifConditionHolds(
        client.send(
          new UpdateCommand({
            TableName: table,
            Key: itemKey(key),
            UpdateExpression: 'ADD used :minusOne',
            ConditionExpression: 'used > :none',
            ExpressionAttributeValues: { ':minusOne': -1, ':none': 0 },
          }),
        ),
      );
    },
  };
}
