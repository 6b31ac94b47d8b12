import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { DAY_MS } from '#shared/domain/time-units.ts';
import { type Item, queryAll } from './dynamo-access.ts';

/**
 * A line is a queue of its own in an index of due times, so that none waits behind another: one partition, which takes 1,000 writes a
 * second. What falls due is at most a page fetched, a watch sent out or a case opened, of which all marketplaces together take some tens.
 */
export type DueIndex = { table: string; index: string; partitionKey: string; sortKey: string; line?: string };

/** Of an index with one line only. */
export const DUE = 'DUE';

/** Items whose time (an ISO string in the sort key) is not later than now, soonest first. */
export async function queryDue(
  client: DynamoDBDocumentClient,
  due: DueIndex,
  now: Date,
  limit?: number,
): Promise<Item[]> {
  const partitions = [due.line ?? DUE, ...(await oldPartitions(client, due, now))];
  const found = await Promise.all(
    partitions.map((partition) => queryPartition(client, due, partition, { until: now, limit })),
  );
  const items = found.flat().sort((a, b) => (String(a[due.sortKey]) < String(b[due.sortKey]) ? -1 : 1));
  return items.slice(0, limit);
}

/** Until 2026-12 a line had eight partitions. Items move to the one of now when they are next written; until then they are read there. */
const OLD_PARTITIONS = 8;
const known = new WeakMap<DynamoDBDocumentClient, Map<string, { until: number; held: Promise<string[]> }>>();

/** Those that hold anything, due or not: code of before may write there while it is being replaced, so each is asked again once a day. */
function oldPartitions(client: DynamoDBDocumentClient, due: DueIndex, now: Date): Promise<string[]> {
  const ofClient = known.get(client) ?? new Map();
  known.set(client, ofClient);
  const key = [due.table, due.index, due.line ?? DUE].join(' ');
  const before = ofClient.get(key);
  if (before && before.until > now.getTime()) return before.held;
  const held = heldBefore(client, due);
  ofClient.set(key, { until: now.getTime() + DAY_MS, held });
  held.catch(() => ofClient.delete(key));
  return held;
}

async function heldBefore(client: DynamoDBDocumentClient, due: DueIndex): Promise<string[]> {
  const partitions = Array.from({ length: OLD_PARTITIONS }, (_, number) => `${due.line ?? DUE}~${number}`);
  const first = await Promise.all(partitions.map((partition) => queryPartition(client, due, partition, { limit: 1 })));
  return partitions.filter((_, number) => first[number]!.length > 0);
}

function queryPartition(
  client: DynamoDBDocumentClient,
  { table, index, partitionKey, sortKey }: DueIndex,
  partition: string,
  { until, limit }: { until?: Date; limit?: number },
): Promise<Item[]> {
  const input = {
    TableName: table,
    IndexName: index,
    KeyConditionExpression: `#line = :line${until ? ' AND #time <= :until' : ''}`,
    ExpressionAttributeNames: { '#line': partitionKey, ...(until && { '#time': sortKey }) },
    ExpressionAttributeValues: { ':line': partition, ...(until && { ':until': until.toISOString() }) },
  };
  return queryAll(client, input, limit);
}

/** About 2 MB of keys. */
export const MOST_DUE_KEYS = 10_000;

/** CASE~brand~marketplace~…, NOTICE~brand~marketplace~… */
export const marketplaceOfKey = ({ pk }: Item): string => String(pk).split('~', 3)[2]!;

/** So many in all and of one marketplace at most, in fair shares: however many are slow, they hide no other. */
export function fairShares<T>(
  due: readonly T[],
  marketplaceOf: (one: T) => string,
  { limit, each }: { limit: number; each: number },
): T[] {
  const shares = [...Map.groupBy(due, marketplaceOf).values()];
  const turns = Array.from({ length: Math.min(each, limit) }, (_, turn) =>
    shares.flatMap((share) => share[turn] ?? []),
  );
  return turns.flat().slice(0, limit);
}
