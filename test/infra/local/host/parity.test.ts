import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand, ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Host, startHost } from '#infra/local/host/host.ts';
import { LOCAL_CREDENTIALS } from '#infra/local/host/local-credentials.ts';
import { synthesisedAssembly } from '#infra/local/host/synthesis.ts';

// The templates are read here by hand, not by the host's own reader: what the host forgets must show.

type Resource = { Type: string; Properties: Record<string, unknown> };

let host: Host;
let resources: [string, Resource][];

beforeAll(async () => {
  const directory = await synthesisedAssembly(); // 3 s, or nothing when it is cached
  resources = readdirSync(directory)
    .filter((name) => name.endsWith('.template.json'))
    .flatMap((name) => Object.entries(JSON.parse(readFileSync(path.join(directory, name), 'utf8')).Resources ?? {}));
  host = await startHost({ assembly: directory });
});
afterAll(() => host.stop());

const ofType = (type: string) => resources.filter(([, resource]) => resource.Type === type);

describe('the local host, against the synthesised templates', () => {
  it('has a bundle and a complete environment for every function', () => {
    const functions = ofType('AWS::Lambda::Function');
    expect(functions.length).toBeGreaterThan(0);
    for (const [id, { Properties }] of functions) {
      const spec = host.system.functions.find(({ name }) => name === id);
      expect(spec, id).toBeDefined();
      expect(readdirSync(spec!.bundle)).toContain('index.mjs');
      const variables = (Properties as { Environment?: { Variables: object } }).Environment?.Variables ?? {};
      expect(Object.keys(spec!.environment).toSorted()).toEqual(Object.keys(variables).toSorted());
      expect(Object.values(spec!.environment).join()).not.toMatch(/undefined|\[object|\$\{/);
    }
  });

  it('connects every queue of an event source mapping, with its batch, window and concurrency', () => {
    const mappings = ofType('AWS::Lambda::EventSourceMapping');
    expect(host.system.eventSources).toHaveLength(mappings.length);
    for (const [, { Properties }] of mappings) {
      const wanted = Properties as Record<string, unknown>;
      const functionName = (wanted.FunctionName as { Ref: string }).Ref;
      expect(host.system.eventSources).toContainEqual(
        expect.objectContaining({
          functionName,
          batchSize: wanted.BatchSize,
          windowMs: Number(wanted.MaximumBatchingWindowInSeconds ?? 0) * 1000,
          maximumConcurrency: (wanted.ScalingConfig as { MaximumConcurrency: number }).MaximumConcurrency,
          partialFailures: true,
        }),
      );
    }
  });

  it('runs every schedule and answers every route', () => {
    const schedules = ofType('AWS::Scheduler::Schedule');
    expect(host.system.schedules.map(({ name }) => name).toSorted()).toEqual(schedules.map(([id]) => id).toSorted());
    const routes = ofType('AWS::ApiGatewayV2::Route').map(
      ([, { Properties }]) => (Properties as { RouteKey: string }).RouteKey,
    );
    expect(host.system.routes.map(({ key }) => key).toSorted()).toEqual(routes.toSorted());
    expect(host.schedules.nextAt()!.getTime()).toBeGreaterThan(Date.now());
  });

  it('has every queue, with its timeout and its dead letters', async () => {
    const client = new SQSClient({ ...LOCAL_CREDENTIALS, endpoint: host.endpoints.messaging });
    const { QueueUrls = [] } = await client.send(new ListQueuesCommand({}));
    expect(QueueUrls).toHaveLength(ofType('AWS::SQS::Queue').length);
    for (const [id, { Properties }] of ofType('AWS::SQS::Queue')) {
      const wanted = Properties as { FifoQueue?: boolean; VisibilityTimeout?: number; RedrivePolicy?: object };
      const QueueUrl = QueueUrls.find((url) => url.endsWith(`/${id}${wanted.FifoQueue ? '.fifo' : ''}`));
      const { Attributes } = await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
      expect(Attributes!.VisibilityTimeout).toBe(String(wanted.VisibilityTimeout ?? 30));
      expect(Boolean(Attributes!.RedrivePolicy)).toBe(Boolean(wanted.RedrivePolicy));
    }
  });

  it('has every table with its indexes, and every bucket', async () => {
    const tables = new DynamoDBClient({ ...LOCAL_CREDENTIALS, endpoint: host.endpoints.dynamodb });
    for (const [id, { Properties }] of ofType('AWS::DynamoDB::Table')) {
      const { Table } = await tables.send(new DescribeTableCommand({ TableName: id }));
      const wanted = (Properties as { GlobalSecondaryIndexes?: { IndexName: string }[] }).GlobalSecondaryIndexes ?? [];
      const names = (Table!.GlobalSecondaryIndexes ?? []).map(({ IndexName }) => IndexName);
      expect(names.toSorted()).toEqual(wanted.map(({ IndexName }) => IndexName).toSorted());
    }
    const s3 = new S3Client({ ...LOCAL_CREDENTIALS, endpoint: host.endpoints.messaging, forcePathStyle: true });
    const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
    expect(Buckets).toHaveLength(ofType('AWS::S3::Bucket').length);
  });
});
