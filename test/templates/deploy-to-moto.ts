import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStacksCommand,
  paginateListStackResources,
  type StackResourceSummary,
} from '@aws-sdk/client-cloudformation';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { exerciseBucket, exerciseErasing, exerciseQueue, exerciseTable } from './exercise.ts';
import { withoutMotoGaps } from './moto-gaps.ts';

export type Deployed = {
  stacks: Record<string, number>;
  tables: number;
  indexes: number;
  queues: number;
  buckets: number;
};

/** Creates the stacks in their order and uses every table, queue and bucket of theirs once. @throws Error at the first that fails. */
export async function deployToMoto(
  endpoint: string,
  stacks: readonly { name: string; template: string }[],
): Promise<Deployed> {
  const settings = { endpoint, region: 'eu-central-1', credentials: { accessKeyId: 'moto', secretAccessKey: 'moto' } };
  const formation = new CloudFormationClient(settings);
  const all: StackResourceSummary[] = [];
  const counts: Record<string, number> = {};
  for (const { name, template } of stacks) {
    const TemplateBody = withoutMotoGaps(template);
    await formation.send(
      new CreateStackCommand({ StackName: name, TemplateBody, Capabilities: ['CAPABILITY_NAMED_IAM'] }),
    );
    const { Stacks } = await formation.send(new DescribeStacksCommand({ StackName: name }));
    if (Stacks?.[0]?.StackStatus !== 'CREATE_COMPLETE') throw new Error(`${name}: ${Stacks?.[0]?.StackStatus}`);
    const resources: StackResourceSummary[] = [];
    for await (const page of paginateListStackResources({ client: formation }, { StackName: name }))
      resources.push(...(page.StackResourceSummaries ?? []));
    counts[name] = resources.length;
    all.push(...resources);
  }
  const idsOf = (type: string) =>
    all.flatMap(({ ResourceType, PhysicalResourceId }) => (ResourceType === type ? [PhysicalResourceId!] : []));

  const dynamo = new DynamoDBClient(settings);
  const sqs = new SQSClient(settings);
  const s3 = new S3Client({ ...settings, forcePathStyle: true });
  const [tables, queues, buckets] = [idsOf('AWS::DynamoDB::Table'), idsOf('AWS::SQS::Queue'), idsOf('AWS::S3::Bucket')];
  let indexes = 0;
  for (const table of [...tables, ...idsOf('AWS::DynamoDB::GlobalTable')])
    indexes += await exerciseTable(dynamo, table);
  for (const url of queues) await exerciseQueue(sqs, url);
  for (const bucket of buckets) await exerciseBucket(s3, bucket);
  await exerciseErasing(s3);
  return { stacks: counts, tables: tables.length, indexes, queues: queues.length, buckets: buckets.length };
}
