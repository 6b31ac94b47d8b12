import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CognitoIdentityProviderClient, ListUserPoolsCommand } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { ListSecretsCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { CreateTopicCommand, ListTopicsCommand, SNSClient } from '@aws-sdk/client-sns';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { removeLeftovers } from '#infra/smoke/on-aws/leftovers.ts';
import { resourcesOf } from '#infra/smoke/on-aws/stack-resources.ts';

/**
 * Removes what the stacks would leave, as the smoke test does after its own; moto keeps the stacks. Returns how many things were removed.
 * @throws Error naming what is left.
 */
export async function removeFromMoto(endpoint: string, stacks: readonly string[]): Promise<number> {
  const settings = { endpoint, region: 'eu-central-1', credentials: { accessKeyId: 'moto', secretAccessKey: 'moto' } };
  const clients = {
    cognito: new CognitoIdentityProviderClient(settings),
    dynamo: DynamoDBDocumentClient.from(new DynamoDBClient(settings)),
    s3: new S3Client({ ...settings, forcePathStyle: true }),
    secrets: new SecretsManagerClient(settings),
    sns: new SNSClient(settings),
  };
  const [ours, foreign] = ['markwarden-dev-brand-nordhavn', 'somebody-else'];
  for (const Name of [ours, foreign]) await clients.sns.send(new CreateTopicCommand({ Name }));
  const made = await resourcesOf(new CloudFormationClient(settings), stacks);
  const before = (await present(clients)).length;
  const failed = await removeLeftovers(clients, made, 'markwarden-dev-brand');
  const left = await present(clients);
  const stray = left.filter((name) => name !== foreign);
  if (failed.length > 0 || stray.length > 0 || left.length === stray.length)
    throw new Error(`not as it should be: failed ${failed.join(', ')}; left ${left.join(', ')}`);
  return before - left.length;
}

type Clients = Parameters<typeof removeLeftovers>[0];

/** Names of everything that may be left; of topics those that no stack made. */
async function present({ cognito, dynamo, s3, secrets, sns }: Clients): Promise<string[]> {
  const { TableNames = [] } = await dynamo.send(new ListTablesCommand({}));
  const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
  const { SecretList = [] } = await secrets.send(new ListSecretsCommand({}));
  const { UserPools = [] } = await cognito.send(new ListUserPoolsCommand({ MaxResults: 10 }));
  const { Topics = [] } = await sns.send(new ListTopicsCommand({}));
  const topics = Topics.map(({ TopicArn }) => TopicArn!.split(':').at(-1)!).filter((name) => !/Alarms/.test(name));
  return [...TableNames, ...topics, ...[...Buckets, ...SecretList, ...UserPools].map(({ Name }) => Name!)];
}
