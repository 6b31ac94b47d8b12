import { type DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Item } from '#shared/stores/dynamo-access.ts';
import type { TableName } from '#shared/stores/table-definitions.ts';

/** The tables of one installation by their physical names. */
export type Tables = { client: DynamoDBDocumentClient; names: Record<TableName, string> };

/**
 * Every item of a table. It reads all that is stored, which nothing else does: an erasure must not depend on what an index happens to
 * hold. About USD 0.03 for a gigabyte.
 */
export async function* everyItem({ client, names }: Tables, table: TableName): AsyncGenerator<Item> {
  let from: Item | undefined;
  do {
    const page = await client.send(
      new ScanCommand({ TableName: names[table], ConsistentRead: true, ExclusiveStartKey: from }),
    );
    yield* page.Items ?? [];
    from = page.LastEvaluatedKey;
  } while (from);
}
