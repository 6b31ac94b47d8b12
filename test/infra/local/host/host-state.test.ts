import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { DynamoDBClient, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { CreateTopicCommand, PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { describe, expect, it } from 'vitest';
import { startHost } from '#infra/local/host/host.ts';
import { LOCAL_CREDENTIALS } from '#infra/local/host/local-credentials.ts';
import { aDirectory, aFunction, anEventSource, aQueue, writeAssembly } from './an-assembly.ts';

const key = (name: string) => ({ AttributeName: name, AttributeType: 'S' });
const RESOURCES = {
  Items: {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      AttributeDefinitions: [key('pk'), key('due')],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'by-due',
          KeySchema: [{ AttributeName: 'due', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    },
  },
  Jobs: aQueue(),
  Worker: aFunction('Worker', { Timeout: 60, Environment: { Variables: { JOBS_URL: { Ref: 'Jobs' } } } }),
  Mapping: anEventSource('Jobs', 'Worker', { BatchSize: 1 }),
};
const WRITES_DOWN = `import { appendFileSync } from 'node:fs';
  export const handler = async ({ Records: [record] }) => appendFileSync(process.env.RECORD, record.body + ' ' + record.attributes.ApproximateReceiveCount + '\\n');`;
const NEVER_ENDS = `import { appendFileSync } from 'node:fs';
  export const handler = () => { appendFileSync(process.env.RECORD, 'started\\n'); return new Promise((resolve) => setTimeout(resolve, 60_000)); };`;

/** Starts hosts one after another on the same state. */
function aMachine() {
  const directory = aDirectory();
  const record = path.join(directory.path, 'record.txt');
  const stateDirectory = path.join(directory.path, 'state');
  return {
    stateDirectory,
    record: () => (existsSync(record) ? readFileSync(record, 'utf8').trim().split('\n') : []),
    start: (handler = WRITES_DOWN, onlyQueues?: string[]) =>
      startHost({
        assembly: writeAssembly(directory.path, RESOURCES, { Worker: handler }),
        stateDirectory,
        environment: { RECORD: record },
        onlyQueues,
      }),
    /** As SIGKILL leaves it: everything on disk, the lock of a process that is no more. */
    forgetOwner() {
      const { pid } = spawnSync(process.execPath, ['--version']);
      writeFileSync(path.join(stateDirectory, 'host.lock'), String(pid));
    },
    [Symbol.dispose]: () => directory[Symbol.dispose](),
  };
}

describe('the state of a host', () => {
  it('outlives a restart: messages, mails, items and the clock', async () => {
    using machine = aMachine();
    const first = await machine.start(WRITES_DOWN, []);
    first.send('Jobs', 'kept');
    const sns = new SNSClient({ ...LOCAL_CREDENTIALS, endpoint: first.endpoints.messaging });
    const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: 'topic' }));
    await sns.send(new PublishCommand({ TopicArn, Subject: 'Hello', Message: 'World' }));
    const table = new DynamoDBClient({ ...LOCAL_CREDENTIALS, endpoint: first.endpoints.dynamodb });
    await table.send(new PutItemCommand({ TableName: 'Items', Item: { pk: { S: '1' }, due: { S: 'today' } } }));
    const tomorrow = new Date(Date.now() + 86_400_000);
    await first.advanceTo(tomorrow);
    await first.stop();
    expect(Date.now()).toBeLessThan(tomorrow.getTime() - 80_000_000); // this process is back in its own time

    const second = await machine.start();
    await second.settle();

    expect(machine.record()).toEqual(['"kept" 1']);
    expect(second.outbox()).toMatchObject([{ subject: 'Hello', body: 'World' }]);
    expect(second.clock.now().getTime()).toBeGreaterThanOrEqual(tomorrow.getTime());
    expect(await dueToday(second.endpoints.dynamodb)).toEqual(['1']);
    await second.stop();
  });

  it('gives back at once what the last process was working on, without counting the try', async () => {
    using machine = aMachine();
    const first = await machine.start(NEVER_ENDS);
    first.send('Jobs', 'interrupted');
    await expect.poll(machine.record).toEqual(['started']);
    await first.stop();

    const second = await machine.start();
    await second.settle();

    expect(machine.record()).toEqual(['started', '"interrupted" 1']);
    await second.stop();
  });

  it('belongs to one host at a time, and to the next when that one died', async () => {
    using machine = aMachine();
    const first = await machine.start();

    await expect(machine.start()).rejects.toThrow(`Another Markwarden host (process ${process.pid})`);
    await first.stop();
    machine.forgetOwner();
    const next = await machine.start();

    expect(JSON.parse(readFileSync(path.join(machine.stateDirectory, 'host.json'), 'utf8'))).toMatchObject({
      url: next.url,
      pid: process.pid,
    });
    await next.stop();
    expect(existsSync(path.join(machine.stateDirectory, 'host.json'))).toBe(false);
  });

  it('finishes a table that a killed process had only begun to make', async () => {
    using machine = aMachine();
    await (await machine.start()).stop();
    await editStore(path.join(machine.stateDirectory, 'tables'), async (store) => {
      for await (const [key, table] of store.iterator({ gte: 'table~', lt: 'table~\xff' }))
        await store.put(key, { ...table, TableStatus: 'CREATING' });
    });
    machine.forgetOwner();

    const second = await machine.start();

    expect(await dueToday(second.endpoints.dynamodb)).toEqual([]);
    await second.stop();
  });

  it('finds its records by their indexes again after a process died in the middle of a write', async () => {
    using machine = aMachine();
    const first = await machine.start();
    const table = new DynamoDBClient({ ...LOCAL_CREDENTIALS, endpoint: first.endpoints.dynamodb });
    for (const pk of ['1', '2']) {
      await table.send(new PutItemCommand({ TableName: 'Items', Item: { pk: { S: pk }, due: { S: 'today' } } }));
    }
    await first.stop();
    await damageIndex(path.join(machine.stateDirectory, 'tables'));
    machine.forgetOwner();

    const second = await machine.start();

    expect(await dueToday(second.endpoints.dynamodb)).toEqual(['1', '2']);
    await second.stop();
  });
});

type Store = {
  iterator: (range: object) => AsyncIterable<[string, Record<string, unknown>]> & {
    all: () => Promise<[string, Record<string, unknown>][]>;
  };
  put: (key: string, value: object) => Promise<void>;
  del: (key: string) => Promise<void>;
  close: () => Promise<void>;
};

/** dynalite's own storage, while no host has it open. */
async function editStore(directory: string, edit: (store: Store) => Promise<void>): Promise<void> {
  const { Level } = createRequire(createRequire(import.meta.url).resolve('dynalite'))('level');
  const store: Store = new Level(directory, { valueEncoding: 'json' });
  await edit(store);
  await store.close();
}

/** What is left when a write stops half-way: one entry gone, one entry of an item that was never written. */
async function damageIndex(directory: string): Promise<void> {
  await editStore(directory, async (store) => {
    const entries = await store.iterator({ gte: 'index-', lt: 'index-\xff' }).all();
    const [[goneKey, item]] = entries as [[string, Record<string, unknown>]];
    await store.del(goneKey);
    await store.put(`${goneKey}ff`, { ...item, pk: { S: 'phantom' } });
  });
}

async function dueToday(endpoint: string): Promise<string[]> {
  const client = new DynamoDBClient({ ...LOCAL_CREDENTIALS, endpoint });
  const { Items } = await client.send(
    new QueryCommand({
      TableName: 'Items',
      IndexName: 'by-due',
      KeyConditionExpression: 'due = :due',
      ExpressionAttributeValues: { ':due': { S: 'today' } },
    }),
  );
  return Items!.map(({ pk }) => pk!.S!).toSorted();
}
