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

type InState = { partition: string; state: string | undefined; after?: StatePosition };

/**
 * A hundred items of one partition of `by-brand` in this state, those that entered it last first; without a state, state by state. `next`
 * asks for the following ones. The index lags behind: the items decide where they are, so whoever calls leaves out those that have moved on.
 * @throws ZodError for a position that is of no such page
 */
export async function itemsInState(
  client: DynamoDBDocumentClient,
  table: string,
  inState: InState,
): Promise<{ items: Item[]; next?: StatePosition }> {
  const { entries, next } = await entriesInState(client, table, inState);
  const keys = entries.map(keyOf);
  const found = new Map<string, Item>();
  for (const item of await getItems(client, table, keys)) found.set(`${item.pk} ${item.sk}`, item);
  const items = keys.map(({ pk, sk }) => found.get(`${pk} ${sk}`)).filter((item) => item !== undefined);
  return { items, ...(next && { next }) };
}

/** The same as the index alone knows them: keys, and since when they are in their state. */
export async function entriesInState(
  client: DynamoDBDocumentClient,
  table: string,
  { partition, state, after }: InState,
): Promise<{ entries: Item[]; next?: StatePosition }> {
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
  return {
    entries: page.Items ?? [],
    ...(page.LastEvaluatedKey && { next: StatePosition.parse(page.LastEvaluatedKey) }),
  };
}
