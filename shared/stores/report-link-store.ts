import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { sha256Base64url } from '#shared/runtime/sha256.ts';
import { expiryAfter } from './expiry.ts';

const ReportLink = z.object({
  brandId: z.string(),
  /** As in "2026-11". */
  month: z.string(),
  until: z.iso.datetime(),
});
export type ReportLink = z.infer<typeof ReportLink>;

/** Addresses that open one report for whoever has them, for a while (table `cases`). What is kept of a token opens nothing. */
export type ReportLinkStore = {
  put: (token: string, link: ReportLink) => Promise<void>;
  /** Undefined when there is no such address, or its time is over. */
  get: (token: string, now: Date) => Promise<ReportLink | undefined>;
};

const keyOf = (token: string) => ({
  pk: `REPORTLINK~${sha256Base64url(token)}`,
  sk: 'LINK',
});

export function createReportLinkStore(client: DynamoDBDocumentClient, table: string): ReportLinkStore {
  return {
    async put(token, link) {
      const Item = { ...keyOf(token), ...link, expiresAt: expiryAfter(link.until, 1) };
      await client.send(new PutCommand({ TableName: table, Item }));
    },
    async get(token, now) {
      const { Item } = await client.send(new GetCommand({ TableName: table, Key: keyOf(token) }));
      const link = Item && ReportLink.parse(Item);
      return link && link.until > now.toISOString() ? link : undefined;
    },
  };
}
