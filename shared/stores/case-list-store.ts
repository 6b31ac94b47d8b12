import { type DynamoDBDocumentClient, QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { CaseState } from '#shared/domain/case.ts';
import { ReviewEntry } from '#shared/domain/review-entry.ts';
import { caseIdOf, isCaseItem, sellerKey } from './case-item.ts';
import { type Item, keyOf } from './dynamo-access.ts';

/** Where a list was left: an item's own key, and what the list is sorted by. Whose list it is stands in no position. */
export const ListPosition = z.strictObject({ pk: z.string(), sk: z.string(), sort: z.string() });
export type ListPosition = z.infer<typeof ListPosition>;

/** `review`: what the index knows of a case without reading it. */
export type ListedCase = { caseId: string; position: ListPosition; review?: ReviewEntry };

export type CaseListPage = { listed: ListedCase[]; next?: ListPosition };

/** `hashes`: PDQ, 64 hexadecimal digits each, of the whole pictures that were looked at. */
export type PicturedCase = { caseId: string; openedAt: string; hashes: readonly string[] };

type Part = { limit: number; after?: ListPosition };

/** A brand's cases in some order, from indexes alone (table `cases`): each call is one query of at most `limit` keys. */
export type CaseListStore = {
  /** Those that entered the state last first; without a state, state by state. `since` goes with a state. */
  byState: (
    brandId: string,
    wanted: Part & { state?: CaseState | undefined; since?: string | undefined },
  ) => Promise<CaseListPage>;
  /** Of one account, the newest first. */
  ofSeller: (brandId: string, wanted: Part & { marketplace: string; sellerId: string }) => Promise<CaseListPage>;
  /** What waits for a person, most worth deciding first. */
  byWorth: (brandId: string, wanted: Part) => Promise<CaseListPage>;
  /** All of them, the newest first, with the hashes of their pictures; a read ends at 1 MB, so that there may be fewer than `limit`. */
  pictured: (brandId: string, wanted: Part) => Promise<{ pictured: PicturedCase[]; next?: ListPosition }>;
};

export function createCaseListStore(client: DynamoDBDocumentClient, table: string): CaseListStore {
  const query = async (
    index: { name: string; partitionKey: string; sortKey: string; partition: string },
    { limit, after }: Part,
    within?: { condition: string; values: Record<string, string> },
  ) => {
    const { name, partitionKey, sortKey, partition } = index;
    const input: QueryCommandInput = {
      TableName: table,
      IndexName: name,
      KeyConditionExpression: `${partitionKey} = :partition${within ? ` AND ${within.condition}` : ''}`,
      ExpressionAttributeValues: { ':partition': partition, ...within?.values },
      ScanIndexForward: false,
      Limit: limit,
      ExclusiveStartKey: after && { pk: after.pk, sk: after.sk, [partitionKey]: partition, [sortKey]: after.sort },
    };
    const { Items: items = [], LastEvaluatedKey } = await client.send(new QueryCommand(input));
    const positionOf = (item: Item): ListPosition => ({ ...keyOf(item), sort: String(item[sortKey]) });
    return { items, positionOf, ...(LastEvaluatedKey && { next: positionOf(LastEvaluatedKey) }) };
  };
  const page = async (...wanted: Parameters<typeof query>): Promise<CaseListPage> => {
    const { items, positionOf, next } = await query(...wanted);
    const listed = items.map((item) => ({
      caseId: caseIdOf(keyOf(item)),
      position: positionOf(item),
      ...(item.review && { review: ReviewEntry.parse(item.review) }),
    }));
    return { listed, ...(next && { next }) };
  };

  return {
    byState(brandId, { state, since, ...part }) {
      const index = { name: 'by-brand', partitionKey: 'brandId', sortKey: 'stateSince', partition: brandId };
      if (!state) return page(index, part);
      const values = { ':from': `${state}~${since ?? ''}`, ':to': `${state}~${LAST}` };
      // A position outside of what is asked for is one that somebody made up.
      if (part.after)
        ListPosition.refine(({ sort }) => sort >= values[':from'] && sort <= values[':to']).parse(part.after);
      return page(index, part, { condition: 'stateSince BETWEEN :from AND :to', values });
    },
    ofSeller: (brandId, { marketplace, sellerId, ...part }) => {
      const partition = sellerKey(brandId, marketplace, sellerId);
      return page({ name: 'by-seller', partitionKey: 'sellerKey', sortKey: 'openedAt', partition }, part);
    },
    byWorth: (brandId, part) =>
      page({ name: 'review', partitionKey: 'reviewOf', sortKey: 'reviewOrder', partition: brandId }, part),
    async pictured(brandId, part) {
      const index = { name: 'pictures', partitionKey: 'brandId', sortKey: 'openedAt', partition: brandId };
      const { items, next } = await query(index, part);
      const pictured = items.filter(isCaseItem).map((item) => ({
        caseId: caseIdOf(keyOf(item)),
        openedAt: String(item.openedAt),
        hashes: z.array(z.string()).default([]).parse(item.imageHashes),
      }));
      return { pictured, ...(next && { next }) };
    },
  };
}

/** Behind every date. */
const LAST = '~';
