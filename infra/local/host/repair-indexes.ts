import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';

type Item = Record<string, unknown>;
type IndexSchema = { IndexName: string; IndexStatus?: string };
type TableSchema = {
  TableName: string;
  TableStatus?: string;
  GlobalSecondaryIndexes?: IndexSchema[];
  LocalSecondaryIndexes?: IndexSchema[];
};
type Operation = { type: 'put'; key: string; value: Item } | { type: 'del'; key: string };
type LevelStore = {
  iterator: (range: { gte: string; lt: string }) => AsyncIterable<[string, unknown]>;
  batch: (operations: Operation[]) => Promise<void>;
  close: () => Promise<void>;
};

// dynalite's own storage engine and index rules, from inside it: what this file writes must be what it would have written.
const fromDynalite = createRequire(createRequire(import.meta.url).resolve('dynalite'));

/**
 * Writes every secondary index anew from the items, in one atomic batch.
 * dynalite updates an item's index entries before the item and not atomically: a process killed in between leaves a record that
 * no index finds, or an index entry of a write that never happened. DynamoDB itself has no such gap.
 */
export async function repairIndexes(directory: string): Promise<void> {
  if (!existsSync(directory)) return;
  const { Level } = fromDynalite('level') as {
    Level: new (path: string, options: { valueEncoding: 'json' }) => LevelStore;
  };
  const { getIndexActions } = fromDynalite('./db') as {
    getIndexActions: (
      indexes: IndexSchema[],
      before: undefined,
      item: Item,
      table: TableSchema,
    ) => { puts: { index: string; key: string; item: Item }[] };
  };
  const store = new Level(directory, { valueEncoding: 'json' });
  const under = (prefix: string) => store.iterator({ gte: prefix, lt: `${prefix}\xff` });
  try {
    const operations: Operation[] = [];
    for await (const [key] of under('index-')) operations.push({ type: 'del', key });
    for await (const [key, schema] of under('table~')) {
      const table = schema as TableSchema;
      // Killed while making the table: nobody is left to finish it.
      if (table.TableStatus === 'CREATING') operations.push({ type: 'put', key, value: finished(table) });
      for (const kind of ['Local', 'Global'] as const) {
        const indexes = table[`${kind}SecondaryIndexes`] ?? [];
        for await (const [, item] of under(`item-${table.TableName}~`)) {
          for (const put of getIndexActions(indexes, undefined, item as Item, table).puts) {
            const key = `index-${kind.toLowerCase()}~${table.TableName}~${put.index}~${put.key}`;
            operations.push({ type: 'put', key, value: put.item });
          }
        }
      }
    }
    await store.batch(operations);
  } finally {
    await store.close();
  }
}

function finished(table: TableSchema): Item {
  const indexes = table.GlobalSecondaryIndexes?.map((index) => ({ ...index, IndexStatus: 'ACTIVE' }));
  return { ...table, TableStatus: 'ACTIVE', ...(indexes && { GlobalSecondaryIndexes: indexes }) };
}
