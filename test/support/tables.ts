import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type AttributeDefinition,
  CreateTableCommand,
  type CreateTableCommandInput,
  DynamoDBClient,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import dynalite from 'dynalite';
import {
  type IndexDefinition,
  PARTITION_KEY,
  SORT_KEY,
  TABLE_DEFINITIONS,
  type TableName,
} from '#shared/stores/table-definitions.ts';
import { inProcess } from './in-process.ts';

export type Tables = {
  endpoint: string;
  client: DynamoDBDocumentClient;
  /** Physical names, by table. */
  names: Record<TableName, string>;
  stop: () => Promise<void>;
};

/** An in-memory DynamoDB on a free loopback port with the product's four tables. One per test file: `beforeAll` / `afterAll`. */
export async function startTables(): Promise<Tables> {
  const server = dynalite({ createTableMs: 0 });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const listener = server.listeners('request')[0] as RequestListener;
  const raw = new DynamoDBClient({ endpoint, maxAttempts: 1, ...inProcess(listener) });
  const tableNames = Object.keys(TABLE_DEFINITIONS) as TableName[];
  await Promise.all(tableNames.map((table) => createTable(raw, table)));
  return {
    endpoint,
    client: DynamoDBDocumentClient.from(raw, { marshallOptions: { removeUndefinedValues: true } }),
    names: Object.fromEntries(tableNames.map((table) => [table, table])) as Record<TableName, string>,
    async stop() {
      raw.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** What CloudFormation would create from the same definition. */
export function createTableInput(table: TableName): CreateTableCommandInput {
  const { indexes } = TABLE_DEFINITIONS[table];
  const keys = new Set([PARTITION_KEY, SORT_KEY, ...indexes.flatMap((index) => [index.partitionKey, index.sortKey])]);
  return {
    TableName: table,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [...keys].map((name): AttributeDefinition => ({ AttributeName: name, AttributeType: 'S' })),
    KeySchema: keySchema(PARTITION_KEY, SORT_KEY),
    ...(indexes.length > 0 && {
      GlobalSecondaryIndexes: indexes.map((index) => ({
        IndexName: index.name,
        KeySchema: keySchema(index.partitionKey, index.sortKey),
        Projection: projection(index.projection),
      })),
    }),
  };
}

const keySchema = (partitionKey: string, sortKey: string) => [
  { AttributeName: partitionKey, KeyType: 'HASH' as const },
  { AttributeName: sortKey, KeyType: 'RANGE' as const },
];

function projection(attributes: IndexDefinition['projection']) {
  if (attributes === 'ALL') return { ProjectionType: 'ALL' as const };
  if (attributes === 'KEYS') return { ProjectionType: 'KEYS_ONLY' as const };
  return { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: [...attributes] };
}

async function createTable(client: DynamoDBClient, table: TableName): Promise<void> {
  await client.send(new CreateTableCommand(createTableInput(table)));
  await waitUntilTableExists({ client, minDelay: 0.01, maxWaitTime: 10 }, { TableName: table });
}
