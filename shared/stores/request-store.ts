import { randomUUID } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { DeleteCommand, type DynamoDBDocumentClient, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { getItem, ifConditionHolds, type Key } from './dynamo-access.ts';
import { expiryAfter, isAlive } from './expiry.ts';

/** What was answered the first time. */
export const KeptAnswer = z.object({
  status: z.int(),
  headers: z.record(z.string(), z.string()),
  /** Absent of one that was too large to keep, or must not be kept. */
  body: z.string().optional(),
});
export type KeptAnswer = z.infer<typeof KeptAnswer>;

/** `fingerprint`: of the request that the key came with first. */
export type Claimed =
  | { is: 'ours'; token: string }
  | { is: 'running'; fingerprint: string }
  | { is: 'done'; fingerprint: string; answer: KeptAnswer };

/** Requests that a caller has given a key, so that saying them again does nothing twice (table `cases`). */
export type RequestStore = {
  /** A claim that nobody ends lapses after `RUNS_MS`: whoever crashed is not waited for. */
  claim: (key: string, fingerprint: string, at: Date) => Promise<Claimed>;
  keep: (key: string, token: string, answer: KeptAnswer, at: Date) => Promise<void>;
  /** Nothing came of it: the next one may try. */
  release: (key: string, token: string) => Promise<void>;
};

/** Longer than API Gateway waits for an answer (29 s). */
const RUNS_MS = 35_000;
const KEPT_DAYS = 1;
/** Of an item's 400 KB. */
const MOST_BYTES = 350_000;

export function createRequestStore(client: DynamoDBDocumentClient, table: string): RequestStore {
  const keyOf = (key: string): Key => ({ pk: `IDEMPOTENCY~${key}`, sk: 'REQUEST' });
  return {
    async claim(key, fingerprint, at) {
      const token = randomUUID();
      const put = new PutCommand({
        TableName: table,
        Item: {
          ...keyOf(key),
          fingerprint,
          // The token: the SDK repeats a request whose answer was lost, and must not be refused by its own first one.
          claimedBy: token,
          runsUntil: at.getTime() + RUNS_MS,
          expiresAt: expiryAfter(at, KEPT_DAYS),
        },
        ConditionExpression:
          'attribute_not_exists(pk) OR expiresAt <= :expired OR claimedBy = :token OR (attribute_not_exists(answer) AND runsUntil <= :now)',
        ExpressionAttributeValues: {
          ':token': token,
          ':now': at.getTime(),
          ':expired': Math.floor(at.getTime() / 1000),
        },
      });
      if (await ifConditionHolds(client.send(put))) return { is: 'ours', token };
      const item = await getItem(client, table, keyOf(key));
      // Released or expired between the two: whoever asks again gets it.
      if (!item || !isAlive(item, at)) return { is: 'running', fingerprint };
      const first = String(item.fingerprint);
      return item.answer
        ? { is: 'done', fingerprint: first, answer: unpacked(item.answer) }
        : { is: 'running', fingerprint: first };
    },
    async keep(key, token, answer, at) {
      const write = new UpdateCommand({
        TableName: table,
        Key: keyOf(key),
        UpdateExpression: 'SET answer = :answer, expiresAt = :expiresAt',
        ConditionExpression: 'claimedBy = :token',
        ExpressionAttributeValues: {
          ':answer': packed(answer),
          ':token': token,
          ':expiresAt': expiryAfter(at, KEPT_DAYS),
        },
      });
      await ifConditionHolds(client.send(write));
    },
    async release(key, token) {
      const remove = new DeleteCommand({
        TableName: table,
        Key: keyOf(key),
        ConditionExpression: 'claimedBy = :token',
        ExpressionAttributeValues: { ':token': token },
      });
      await ifConditionHolds(client.send(remove));
    },
  };
}

function packed({ body, ...rest }: KeptAnswer): unknown {
  const bytes = body === undefined ? undefined : gzipSync(body);
  return { ...rest, ...(bytes && bytes.length <= MOST_BYTES && { body: bytes }) };
}

function unpacked(stored: unknown): KeptAnswer {
  const { body, ...rest } = stored as { body?: Uint8Array };
  return KeptAnswer.parse({ ...rest, ...(body && { body: gunzipSync(body).toString('utf8') }) });
}
