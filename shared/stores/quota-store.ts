import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { getItem, ifConditionHolds } from './dynamo-access.ts';
import { expiryAfter } from './expiry.ts';

/**
 * What is taken: of what and when ("notices~nordhavn~2026-06-01"), how many (default 1), and who takes it. The same taker twice running,
 * as after a lost answer or a crash, takes once.
 */
export type Taking = { key: string; by: string; at: Date; count?: number };

/** Strict counters (table `cases`): "at most N of these in this period". */
export type QuotaStore = {
  /** False when fewer are left of `limit`. */
  take: (taking: Taking, limit: number) => Promise<boolean>;
  /** Counts what happened anyway, whatever the limit. */
  add: (taking: Taking) => Promise<void>;
};

const KEPT_DAYS = 7; // the longest period counted is a day
const IS_ANOTHER = '(attribute_not_exists(takenBy) OR takenBy <> :by)';

export function createQuotaStore(client: DynamoDBDocumentClient, table: string): QuotaStore {
  const itemKey = (key: string) => ({ pk: `QUOTA~${key}`, sk: 'QUOTA' });
  /** False when the condition did not hold, and not because the same taker was the last one. */
  const count = async ({ key, by, at, count = 1 }: Taking, condition: string, values = {}): Promise<boolean> => {
    const write = client.send(
      new UpdateCommand({
        TableName: table,
        Key: itemKey(key),
        UpdateExpression: 'SET expiresAt = :expiresAt, takenBy = :by ADD used :count',
        ConditionExpression: condition,
        ExpressionAttributeValues: { ':expiresAt': expiryAfter(at, KEPT_DAYS), ':by': by, ':count': count, ...values },
      }),
    );
    if (await ifConditionHolds(write)) return true;
    return (await getItem(client, table, itemKey(key)))?.takenBy === by;
  };
  return {
    async take(taking, limit) {
      const room = limit - (taking.count ?? 1);
      return (
        room >= 0 && count(taking, `(attribute_not_exists(used) OR used <= :room) AND ${IS_ANOTHER}`, { ':room': room })
      );
    },
    async add(taking) {
      await count(taking, IS_ANOTHER);
    },
  };
}
