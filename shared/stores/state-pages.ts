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
 * A hundred items of one partition of `by-brand` in this state, those that entered it last first; without a state, state by state. `next`
 * asks for the following ones. The index lags behind: the items decide where they are, so whoever calls leaves out those that have moved on.
 * @throws ZodError for a position that is of no such page
 */
export async function itemsInState(
  client: DynamoDBDocumentClient,
  table: string,
  { partition, state, after }: { partition: string; state: string | undefined; after: StatePosition | undefined },
): Promise<{ items: Item[]; next?: StatePosition }> {
  const prefix = state === undefined ? '' : `${state}~`;
  const from = after && StatePosition.refine(({ stateSince }) => stateSince.startsWith(prefix)).parse(after);
  const page = await client.send(
    new QueryCommand({
      TableName: table,
      IndexName: 'by-brand',
      KeyConditionExpression: `brandId = :brandId${prefix && ' AND begins_with(stateSince, :prefix)'}`,
      ExpressionAttributeValues: { ':brandId': partition, ...(prefix && { ':prefix': prefix }) },
      ScanIndexForward: false,
      Limit: PAGE,
      ExclusiveStartKey: from && { ...from, brandId: partition },
    }),
  );
  const keys = (page.Items ?? []).map(keyOf);
  const found = new Map<string, Item>();
  for (const item of await getItems(client, table, keys)) found.set(`${item.pk} ${item.sk}`, item);
  const items = keys.map(({ pk, sk }) => found.get(`${pk} ${sk}`)).filter((item) => item !== undefined);
  return { items, ...(page.LastEvaluatedKey && { next: StatePosition.parse(page.LastEvaluatedKey) }) };
}
