import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BatchWriteItemCommand, DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { LOCAL_CREDENTIALS } from '#infra/local/host/local-credentials.ts';
import { createTables, startTables } from '#infra/local/host/tables.ts';

test('requests whose connections are gone do not end the process when the tables stop', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'markwarden-tables-'));
  const { endpoint, stop } = await startTables({ directory, unclean: false });
  await createTables(endpoint, [
    {
      TableName: 'many',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
    },
  ]);
  const client = new DynamoDBClient({ endpoint, ...LOCAL_CREDENTIALS, maxAttempts: 1 });
  for (let batch = 0; batch < 40; batch++) {
    const many = Array.from({ length: 25 }, (_, i) => ({ PutRequest: { Item: { id: { S: `${batch}-${i}` } } } }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { many } }));
  }
  const leaving = new AbortController();
  const scans = Array.from({ length: 60 }, () =>
    client.send(new ScanCommand({ TableName: 'many' }), { abortSignal: leaving.signal }).catch(() => 'left'),
  );
  await new Promise((resolve) => setTimeout(resolve, 300));
  leaving.abort();
  await stop();
  expect(await Promise.all(scans)).toContain('left');
  client.destroy();
  rmSync(directory, { recursive: true });
});
