import { DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { createBucket } from '#shared/erasure/object-versions.ts';
import { createQueue } from '#shared/messaging/queue.ts';

// Each throws when what was deployed does not do what our stores and queues ask of it.

/** Writes an item that carries the keys of every index, and finds it by each. Returns how many indexes there are. */
export async function exerciseTable(client: DynamoDBClient, table: string): Promise<number> {
  const documents = DynamoDBDocumentClient.from(client);
  const { Table } = await client.send(new DescribeTableCommand({ TableName: table }));
  const indexes = Table?.GlobalSecondaryIndexes ?? [];
  const keys = [Table?.KeySchema, ...indexes.map(({ KeySchema }) => KeySchema)];
  const item = Object.fromEntries(keys.flat().map((key) => [key!.AttributeName!, `of ${key!.AttributeName}`]));
  await documents.send(new PutCommand({ TableName: table, Item: item }));
  for (const { IndexName, KeySchema } of [{ IndexName: undefined, KeySchema: Table?.KeySchema }, ...indexes]) {
    const partition = KeySchema!.find(({ KeyType }) => KeyType === 'HASH')!.AttributeName!;
    const { Items } = await documents.send(
      new QueryCommand({
        TableName: table,
        IndexName,
        KeyConditionExpression: '#key = :value',
        ExpressionAttributeNames: { '#key': partition },
        ExpressionAttributeValues: { ':value': item[partition] },
      }),
    );
    if (Items?.length !== 1) throw new Error(`${table}: ${IndexName ?? 'the table'} finds ${Items?.length} of 1 items`);
  }
  return indexes.length;
}

/** Sends through our own sender and receives. */
export async function exerciseQueue(client: SQSClient, url: string): Promise<void> {
  const { Attributes } = await client.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] }));
  await createQueue<{ hello: string }>(client, url).send(
    { hello: 'queue' },
    { group: 'nordhavn', ...(Attributes?.FifoQueue === 'true' && { deduplicationId: 'once' }) },
  );
  const { Messages } = await client.send(new ReceiveMessageCommand({ QueueUrl: url, WaitTimeSeconds: 1 }));
  if (Messages?.[0]?.Body !== '{"hello":"queue"}') throw new Error(`${url} does not give back what was sent`);
  await client.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: Messages[0].ReceiptHandle }));
}

export async function exerciseBucket(client: S3Client, bucket: string): Promise<void> {
  await client.send(new PutObjectCommand({ Bucket: bucket, Key: 'a/b.txt', Body: 'kept' }));
  const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: 'a/b.txt' }));
  if ((await Body?.transformToString()) !== 'kept') throw new Error(`${bucket} does not give back what was put`);
}

/**
 * Erases an object with two versions, and one under a lock: of the first nothing may be left, not even hidden; of the second it must be
 * said until when it stays. In a bucket of its own, for moto gives those of a template no lock.
 */
export async function exerciseErasing(client: S3Client): Promise<void> {
  const bucket = 'erasing';
  await client.send(new CreateBucketCommand({ Bucket: bucket, ObjectLockEnabledForBucket: true }));
  const until = new Date(Date.now() + 86_400_000);
  const lock = { ObjectLockMode: 'GOVERNANCE', ObjectLockRetainUntilDate: until } as const;
  for (const Body of ['first', 'second'])
    await client.send(new PutObjectCommand({ Bucket: bucket, Key: 'free/x', Body }));
  await client.send(new PutObjectCommand({ Bucket: bucket, Key: 'locked/x', Body: 'kept', ...lock }));
  const objects = createBucket(client, bucket, true);
  const left: string[] = [];
  for await (const version of objects.versions('')) {
    const lockedUntil = await objects.remove(version);
    if (lockedUntil !== undefined) left.push(`${version.key} until ${lockedUntil.slice(0, 10)}`);
  }
  const found: string[] = [];
  for await (const { key, versionId } of objects.versions('')) {
    found.push(key);
    // Nothing of it may be left beside what is deployed.
    const object = { Bucket: bucket, Key: key, VersionId: versionId };
    await client.send(new DeleteObjectCommand({ ...object, BypassGovernanceRetention: true }));
  }
  await client.send(new DeleteBucketCommand({ Bucket: bucket }));
  const outcome = JSON.stringify({ left, found });
  const expected = JSON.stringify({
    left: [`locked/x until ${until.toISOString().slice(0, 10)}`],
    found: ['locked/x'],
  });
  if (outcome !== expected) throw new Error(`erasing: ${outcome} in place of ${expected}`);
}
