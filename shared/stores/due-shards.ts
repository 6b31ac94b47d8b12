import { createHash } from 'node:crypto';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type Item, queryAll } from './dynamo-access.ts';

/** One partition of an index takes 1,000 writes a second; eight shards keep a busy tick away from that. */
const SHARDS = 8;

/** @param line one of several queues in the same index, each with shards of its own, so that none waits behind another. */
export function dueShard(id: string, line = 'DUE'): string {
  return `${line}~${createHash('sha256').update(id).digest().readUInt32BE(0) % SHARDS}`;
}

export type DueIndex = { table: string; index: string; partitionKey: string; sortKey: string; line?: string };

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
          ExpressionAttributeValues: { ':shard': `${due.line ?? 'DUE'}~${shard}`, ':now': now.toISOString() },
        },
        limit,
      ),
    ),
  );
  const items = shards.flat().sort((a, b) => (String(a[due.sortKey]) < String(b[due.sortKey]) ? -1 : 1));
  return items.slice(0, limit);
}

/** About 2 MB of keys. */
export const MOST_DUE_KEYS = 10_000;

/** Not more than so many keys of one marketplace: one that is slow hides no other. */
export function fewOfEach(keys: readonly Item[], most: number): Item[] {
  const taken = new Map<string, number>();
  return keys.filter((key) => {
    const marketplace = String(key.pk).split('~', 3)[2]!; // CASE~brand~marketplace~…, NOTICE~brand~marketplace~…
    const count = taken.get(marketplace) ?? 0;
    taken.set(marketplace, count + 1);
    return count < most;
  });
}
