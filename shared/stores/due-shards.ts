import { createHash } from 'node:crypto';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type Item, queryAll } from './dynamo-access.ts';

/** One partition of an index takes 1,000 writes a second; eight shards keep a busy tick away from that. */
const SHARDS = 8;

export function dueShard(id: string): string {
  return `DUE~${createHash('sha256').update(id).digest().readUInt32BE(0) % SHARDS}`;
}

export type DueIndex = { table: string; index: string; partitionKey: string; sortKey: string };

/** Items whose time (an ISO string in the sort key) is not later than now, soonest first. */
export async function queryDue(
  client: DynamoDBDocumentClient,
  due: DueIndex,
  now: Date,
  limit?: number,
): Promise<Item[]> {
  const shards = await Promise.all(
    Array.from({ length: SHARDS }, (_, shard) =>
      queryAll(
        client,
        {
          TableName: due.table,
          IndexName: due.index,
          KeyConditionExpression: '#shard = :shard AND #time <= :now',
          ExpressionAttributeNames: { '#shard': due.partitionKey, '#time': due.sortKey },
          ExpressionAttributeValues: { ':shard': `DUE~${shard}`, ':now': now.toISOString() },
        },
        limit,
      ),
    ),
  );
  const items = shards.flat().sort((a, b) => (String(a[due.sortKey]) < String(b[due.sortKey]) ? -1 : 1));
  return items.slice(0, limit);
}
