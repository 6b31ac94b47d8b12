import {
  DeleteUserPoolCommand,
  DeleteUserPoolDomainCommand,
  DescribeUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { DeleteTableCommand } from '@aws-sdk/client-dynamodb';
import { DeleteBucketCommand, DeleteObjectsCommand, ListObjectVersionsCommand } from '@aws-sdk/client-s3';
import { DeleteSecretCommand } from '@aws-sdk/client-secrets-manager';
import { DeleteTopicCommand, ListTopicsCommand } from '@aws-sdk/client-sns';
import type { AwsClients } from './clients.ts';
import type { Made } from './stack-resources.ts';

type Clients = Pick<AwsClients, 'cognito' | 'dynamo' | 's3' | 'secrets' | 'sns'>;
type Remove = (clients: Clients, id: string) => Promise<unknown>;

/** Types of which the stacks leave what they made, so that no installation loses its data with its stack. */
const REMOVE: Record<string, Remove> = {
  'AWS::DynamoDB::Table': ({ dynamo }, TableName) => dynamo.send(new DeleteTableCommand({ TableName })),
  'AWS::SecretsManager::Secret': ({ secrets }, SecretId) =>
    secrets.send(new DeleteSecretCommand({ SecretId, ForceDeleteWithoutRecovery: true })),
  'AWS::Cognito::UserPool': async ({ cognito }, UserPoolId) => {
    const { UserPool } = await cognito.send(new DescribeUserPoolCommand({ UserPoolId }));
    const { Domain } = UserPool ?? {};
    if (Domain) await cognito.send(new DeleteUserPoolDomainCommand({ UserPoolId, Domain }));
    await cognito.send(new DeleteUserPoolCommand({ UserPoolId }));
  },
  'AWS::S3::Bucket': removeBucket,
};

/**
 * Removes what the stacks of this run leave in the account: `made` is what they were made of, and nothing else is touched but the
 * topics of brands whose names begin with the prefix. Returns a line for each that could not be removed.
 */
export async function removeLeftovers(clients: Clients, made: readonly Made[], topicPrefix: string): Promise<string[]> {
  const failed: string[] = [];
  const attempt = async (what: string, work: () => Promise<unknown>) => {
    await work().catch((error: Error) => {
      // Gone with its stack.
      if (!/NotFound|NoSuch/.test(error.name)) failed.push(`${what}: ${error.message}`);
    });
  };
  for (const { type, physicalId } of made) {
    const remove = REMOVE[type];
    if (remove) await attempt(`${type} ${physicalId}`, () => remove(clients, physicalId));
  }
  for (const arn of await topicsOf(clients, topicPrefix))
    await attempt(arn, () => clients.sns.send(new DeleteTopicCommand({ TopicArn: arn })));
  return failed;
}

async function removeBucket({ s3 }: Clients, Bucket: string): Promise<void> {
  for (;;) {
    const { Versions = [], DeleteMarkers = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket }));
    const Objects = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key: Key!, VersionId }));
    if (Objects.length === 0) break;
    const { Errors = [] } = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }));
    if (Errors[0]) throw new Error(`${Errors[0].Key}: ${Errors[0].Message}`);
  }
  await s3.send(new DeleteBucketCommand({ Bucket }));
}

async function topicsOf({ sns }: Clients, prefix: string): Promise<string[]> {
  const arns: string[] = [];
  let next: string | undefined;
  do {
    const page = await sns.send(new ListTopicsCommand({ NextToken: next }));
    arns.push(...(page.Topics ?? []).map(({ TopicArn }) => TopicArn!));
    next = page.NextToken;
  } while (next);
  return arns.filter((arn) => arn.split(':').at(-1)!.startsWith(`${prefix}-`));
}
