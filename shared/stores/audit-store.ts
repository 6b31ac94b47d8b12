import { randomUUID } from 'node:crypto';
import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Key } from './dynamo-access.ts';

/** One thing that somebody did. */
export const AuditEntry = z.object({
  at: z.iso.datetime(),
  /** "analyst:ida@nordhavn.example", "machine:reporting", "operator:arn:aws:iam::…" */
  by: z.string(),
  /** The operation's name in the API: "putBrand", "approveCase". */
  action: z.string(),
  /** What it was about: a brand's id, or EVERY_BRAND. */
  brandId: z.string(),
  /** The case, notice or person in question. */
  subject: z.string().optional(),
  /** What changed, in words. */
  changes: z.array(z.string()).optional(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

export type AuditPage = { entries: AuditEntry[]; next?: string };

/** What people and machines did, by brand (table `audit`, of which no role may change or delete anything). */
export type AuditStore = {
  append: (entry: AuditEntry) => Promise<void>;
  /** Newest first, at most a hundred; `next` asks for the following ones. */
  page: (brandId: string, after?: string) => Promise<AuditPage>;
};

const PAGE = 100;
const partition = (brandId: string) => `AUDIT~${brandId}`;

export function createAuditStore(client: DynamoDBDocumentClient, table: string): AuditStore {
  return {
    async append(entry) {
      const key: Key = { pk: partition(entry.brandId), sk: `${entry.at}~${randomUUID()}` };
      await client.send(
        new PutCommand({
          TableName: table,
          Item: { ...key, ...entry },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      );
    },
    async page(brandId, after) {
      const answer = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': partition(brandId) },
          ScanIndexForward: false,
          Limit: PAGE,
          ...(after !== undefined && { ExclusiveStartKey: { pk: partition(brandId), sk: after } }),
        }),
      );
      const next = answer.LastEvaluatedKey?.sk;
      return { entries: AuditEntry.array().parse(answer.Items ?? []), ...(next && { next: String(next) }) };
    },
  };
}
