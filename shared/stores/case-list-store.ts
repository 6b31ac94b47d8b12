import { type DynamoDBDocumentClient, QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { CaseState } from '#shared/domain/case.ts';
import { ReviewEntry } from '#shared/domain/review-entry.ts';
import { caseIdOf, sellerKey } from './case-item.ts';
import { keyOf } from './dynamo-access.ts';

/** Where a list was left: an item's own key, and what the list is sorted by. Whose list it is stands in no position. */
export const ListPosition = z.strictObject({ pk: z.string(), sk: z.string(), sort: z.string() });
export type ListPosition = z.infer<typeof ListPosition>;

/** `review`: what the index knows of a case without reading it. */
export type ListedCase = { caseId: string; position: ListPosition; review?: ReviewEntry };

export type CaseListPage = { listed: ListedCase[]; next?: ListPosition };

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
};

export function createCaseListStore(client: DynamoDBDocumentClient, table: string): CaseListStore {
  const page = async (
    index: { name: string; partitionKey: string; sortKey: string; partition: string },
    { limit, after }: Part,
    within?: { condition: string; values: Record<string, string> },
  ): Promise<CaseListPage> => {
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
    const { Items = [], LastEvaluatedKey } = await client.send(new QueryCommand(input));
    const listed = Items.map((item) => ({
      caseId: caseIdOf(keyOf(item)),
      position: { ...keyOf(item), sort: String(item[sortKey]) },
      ...(item.review && { review: ReviewEntry.parse(item.review) }),
    }));
    return { listed, ...(LastEvaluatedKey && { next: listed.at(-1)!.position }) };
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
  };
}

/** Behind every date. */
const LAST = '~';
