import { setTimeout as delay } from 'node:timers/promises';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  type BatchGetCommandInput,
  type BatchGetCommandOutput,
  BatchWriteCommand,
  type BatchWriteCommandInput,
  type BatchWriteCommandOutput,
  type DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { PARTITION_KEY, SORT_KEY } from './table-definitions.ts';

export type Item = Record<string, unknown>;
export type Key = { pk: string; sk: string };

const BATCH_GET_KEYS = 100; // BatchGetItem limit
const BATCH_WRITE_ITEMS = 25; // BatchWriteItem limit
const BATCH_TRIES = 8;
const BATCHES_AT_ONCE = 8;

/** Every item of a query, over all its pages; with `atMost` only the first ones. */
export async function queryAll(
  client: DynamoDBDocumentClient,
  input: QueryCommandInput,
  atMost?: number,
): Promise<Item[]> {
  const items: Item[] = [];
  let startKey: Item | undefined;
  do {
    const page = await client.send(new QueryCommand({ ...input, Limit: atMost, ExclusiveStartKey: startKey }));
    items.push(...(page.Items ?? []));
    startKey = page.LastEvaluatedKey;
  } while (startKey && (atMost === undefined || items.length < atMost));
  return items.slice(0, atMost);
}

/** Strongly consistent. */
export const getItem = async (client: DynamoDBDocumentClient, table: string, key: Key): Promise<Item | undefined> =>
  (await client.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }))).Item;

/** Items of these keys, strongly consistent, in no order; keys without an item are simply missing. */
export async function getItems(client: DynamoDBDocumentClient, table: string, keys: readonly Key[]): Promise<Item[]> {
  const unique = [...new Map(keys.map((key) => [`${key.pk}\n${key.sk}`, { pk: key.pk, sk: key.sk }])).values()];
  const chunks = Array.from({ length: Math.ceil(unique.length / BATCH_GET_KEYS) }, (_, index) =>
    unique.slice(index * BATCH_GET_KEYS, (index + 1) * BATCH_GET_KEYS),
  );
  return (await Promise.all(chunks.map((chunk) => getChunk(client, table, chunk)))).flat();
}

async function getChunk(client: DynamoDBDocumentClient, table: string, keys: Key[]): Promise<Item[]> {
  const items: Item[] = [];
  let request: BatchGetCommandInput['RequestItems'] = { [table]: { Keys: keys, ConsistentRead: true } };
  for (let tried = 0; tried < BATCH_TRIES; tried++) {
    if (tried > 0) await delay(25 * 2 ** tried); // DynamoDB hands keys back when it is short of capacity or over 16 MB
    const answer: BatchGetCommandOutput = await client.send(new BatchGetCommand({ RequestItems: request }));
    items.push(...(answer.Responses?.[table] ?? []));
    if (!answer.UnprocessedKeys?.[table]) return items;
    request = answer.UnprocessedKeys;
  }
  throw new Error(`DynamoDB left keys of a batch unread after ${BATCH_TRIES} tries`);
}

/** Puts and deletes in batches; each item by itself is written or not. @throws Error when some could not be written. */
export async function writeItems(
  client: DynamoDBDocumentClient,
  table: string,
  { put = [], remove = [] }: { put?: readonly Item[]; remove?: readonly Key[] },
): Promise<void> {
  const requests = [
    ...put.map((item) => ({ PutRequest: { Item: item } })),
    ...remove.map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk, sk } } })),
  ];
  const batches = Array.from({ length: Math.ceil(requests.length / BATCH_WRITE_ITEMS) }, (_, index) =>
    requests.slice(index * BATCH_WRITE_ITEMS, (index + 1) * BATCH_WRITE_ITEMS),
  );
  for (let first = 0; first < batches.length; first += BATCHES_AT_ONCE)
    await Promise.all(
      batches.slice(first, first + BATCHES_AT_ONCE).map((batch) => writeBatch(client, { [table]: batch })),
    );
}

async function writeBatch(
  client: DynamoDBDocumentClient,
  wanted: NonNullable<BatchWriteCommandInput['RequestItems']>,
): Promise<void> {
  let request: BatchWriteCommandInput['RequestItems'] = wanted;
  for (let tried = 0; tried < BATCH_TRIES; tried++) {
    if (tried > 0) await delay(25 * 2 ** tried);
    const answer: BatchWriteCommandOutput = await client.send(new BatchWriteCommand({ RequestItems: request }));
    const { UnprocessedItems } = answer;
    if (!UnprocessedItems || Object.keys(UnprocessedItems).length === 0) return;
    request = UnprocessedItems;
  }
  throw new Error(`DynamoDB left items of a batch unwritten after ${BATCH_TRIES} tries`);
}

/** Runs a conditional write: its answer, or undefined when the condition did not hold. */
export async function ifConditionHolds<T>(write: Promise<T>): Promise<T | undefined> {
  try {
    return await write;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
}

export const keyOf = (item: Item): Key => ({ pk: String(item[PARTITION_KEY]), sk: String(item[SORT_KEY]) });
