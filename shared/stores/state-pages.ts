import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { getItems, type Item, keyOf } from './dynamo-access.ts';

/** Where a page ended: a key of the index `by-brand` (table `cases`). */
export const StatePosition = z.strictObject({
  pk: z.string(),
  sk: z.string(),
  brandId: z.string(),
  stateSince: z.string(),
});
export type StatePosition = z.infer<typeof StatePosition>;

const PAGE = 100;

/**
 * A hundred items of one partition of `by-brand` in this state, those that entered it last first; `next` asks for the following ones. The
 * index lags behind: the items decide where they are, so whoever calls leaves out those that have moved on.
 */
export async function itemsInState(
  client: DynamoDBDocumentClient,
  table: string,
  { partition, state, after }: { partition: string; state: string; after: StatePosition | undefined },
): Promise<{ items: Item[]; next?: StatePosition }> {
  const page = await client.send(
    new QueryCommand({
      TableName: table,
      IndexName: 'by-brand',
      KeyConditionExpression: 'brandId = :brandId AND begins_with(stateSince, :state)',
      ExpressionAttributeValues: { ':brandId': partition, ':state': `${state}~` },
      ScanIndexForward: false,
      Limit: PAGE,
      ExclusiveStartKey: after,
    }),
  );
  const items = await getItems(client, table, (page.Items ?? []).map(keyOf));
  return { items, ...(page.LastEvaluatedKey && { next: StatePosition.parse(page.LastEvaluatedKey) }) };
}
