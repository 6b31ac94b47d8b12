import { DynamoDBClient, GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { CreateTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { startHost } from '#infra/local/host/host.ts';
import { LOCAL_CREDENTIALS } from '#infra/local/host/local-credentials.ts';
import { aDirectory, aFunction, anEventSource, aQueue, recording, writeAssembly } from './an-assembly.ts';

const arnOf = (name: string) => ({ 'Fn::GetAtt': [name, 'Arn'] });
const within = (name: string, rest: string) => ({ 'Fn::Join': ['', [arnOf(name), rest]] });
const allow = (Action: string | string[], Resource: unknown) => ({ Effect: 'Allow', Action, Resource });

const READS_JOBS = allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], arnOf('Jobs'));
const RIGHTS = [
  READS_JOBS,
  allow('dynamodb:GetItem', arnOf('Things')),
  allow('dynamodb:Query', within('Things', '/index/by-colour')),
  allow('sqs:SendMessage', arnOf('Jobs')),
  allow('s3:PutObject', within('Files', '/drafts/*')),
  allow('sns:CreateTopic', 'arn:aws:sns:us-east-1:000000000000:brand-*'),
  allow('lambda:InvokeFunction', arnOf('Other')),
  allow('secretsmanager:GetSecretValue', { Ref: 'Key' }),
  {
    ...allow(['ses:SendEmail', 'ses:SendRawEmail'], 'arn:aws:ses:us-east-1:000000000000:identity/*'),
    Condition: { StringEquals: { 'ses:FromAddress': 'notices@nordhavn.example' } },
  },
];

const key = (AttributeName: string, KeyType: string) => ({ AttributeName, KeyType });
const resources = (statements: unknown[]) => ({
  Jobs: aQueue(),
  Letters: aQueue(),
  Files: { Type: 'AWS::S3::Bucket' },
  Key: { Type: 'AWS::SecretsManager::Secret' },
  OtherKey: { Type: 'AWS::SecretsManager::Secret' },
  Things: {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      KeySchema: [key('id', 'HASH')],
      AttributeDefinitions: ['id', 'colour'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      GlobalSecondaryIndexes: [
        { IndexName: 'by-colour', KeySchema: [key('colour', 'HASH')], Projection: { ProjectionType: 'ALL' } },
      ],
    },
  },
  Worker: aFunction('Worker', { Role: arnOf('WorkerRole') }),
  WorkerRole: { Type: 'AWS::IAM::Role' },
  WorkerPolicy: {
    Type: 'AWS::IAM::Policy',
    Properties: { PolicyDocument: { Statement: statements }, Roles: [{ Ref: 'WorkerRole' }] },
  },
  Other: aFunction('Other'),
  Mapping: anEventSource('Jobs', 'Worker'),
});

async function aHost(statements: unknown[] = RIGHTS) {
  const directory = aDirectory();
  const assembly = writeAssembly(directory.path, resources(statements), { Worker: recording(), Other: recording() });
  try {
    const host = await startHost({ assembly, enforceRoles: true, environment: { RECORD: '/dev/null' } });
    return {
      host,
      /** What a client of an AWS service is made with. */
      as: (accessKeyId: string, endpoint: 'dynamodb' | 'messaging' | 'aws') => ({
        ...LOCAL_CREDENTIALS,
        credentials: { accessKeyId, secretAccessKey: 'any' },
        endpoint: host.endpoints[endpoint],
        forcePathStyle: true,
      }),
      async [Symbol.asyncDispose]() {
        await host.stop();
        directory[Symbol.dispose]();
      },
    };
  } catch (error) {
    directory[Symbol.dispose]();
    throw error;
  }
}

describe('a function on the local host', () => {
  it('does what its role allows', async () => {
    await using test = await aHost();
    const dynamodb = new DynamoDBClient(test.as('Worker', 'dynamodb'));
    const s3 = new S3Client(test.as('Worker', 'messaging'));

    await dynamodb.send(new GetItemCommand({ TableName: 'Things', Key: { id: { S: 'a' } } }));
    await dynamodb.send(
      new QueryCommand({
        TableName: 'Things',
        IndexName: 'by-colour',
        KeyConditionExpression: 'colour = :c',
        ExpressionAttributeValues: { ':c': { S: 'red' } },
      }),
    );
    await s3.send(new PutObjectCommand({ Bucket: 'files', Key: 'drafts/a.txt', Body: 'text' }));
    await new SNSClient(test.as('Worker', 'messaging')).send(new CreateTopicCommand({ Name: 'brand-a' }));
    await new LambdaClient(test.as('Worker', 'aws')).send(new InvokeCommand({ FunctionName: 'Other' }));
    await new SecretsManagerClient(test.as('Worker', 'aws')).send(new GetSecretValueCommand({ SecretId: 'Key' }));
    await new SESv2Client(test.as('Worker', 'aws')).send(aMessage('notices@nordhavn.example'));
  });

  it.each([
    [
      'another action on a table of its own',
      'dynamodb:Query on resource: arn:aws:dynamodb:us-east-1:000000000000:table/Things ',
      (test: Test) =>
        new DynamoDBClient(test.as('Worker', 'dynamodb')).send(
          new QueryCommand({
            TableName: 'Things',
            KeyConditionExpression: 'id = :i',
            ExpressionAttributeValues: { ':i': { S: 'a' } },
          }),
        ),
    ],
    [
      'another queue',
      'sqs:SendMessage on resource: arn:aws:sqs:us-east-1:000000000000:Letters ',
      (test: Test) =>
        new SQSClient(test.as('Worker', 'messaging')).send(
          new SendMessageCommand({
            QueueUrl: `${test.host.endpoints.messaging}/000000000000/Letters`,
            MessageBody: '1',
          }),
        ),
    ],
    [
      'an object beside its folder',
      's3:PutObject on resource: arn:aws:s3:::files/other/a.txt ',
      (test: Test) =>
        new S3Client(test.as('Worker', 'messaging')).send(
          new PutObjectCommand({ Bucket: 'files', Key: 'other/a.txt', Body: 'text' }),
        ),
    ],
    [
      'reading what it may only write',
      's3:GetObject on resource: arn:aws:s3:::files/drafts/a.txt ',
      (test: Test) =>
        new S3Client(test.as('Worker', 'messaging')).send(
          new GetObjectCommand({ Bucket: 'files', Key: 'drafts/a.txt' }),
        ),
    ],
    [
      "the operators' topic",
      'sns:CreateTopic on resource: arn:aws:sns:us-east-1:000000000000:alarms ',
      (test: Test) => new SNSClient(test.as('Worker', 'messaging')).send(new CreateTopicCommand({ Name: 'alarms' })),
    ],
    [
      'calling itself',
      'lambda:InvokeFunction on resource: arn:aws:lambda:us-east-1:000000000000:function:Worker ',
      (test: Test) => new LambdaClient(test.as('Worker', 'aws')).send(new InvokeCommand({ FunctionName: 'Worker' })),
    ],
    [
      'another secret',
      'secretsmanager:GetSecretValue on resource: arn:aws:secretsmanager:us-east-1:000000000000:secret:OtherKey ',
      (test: Test) =>
        new SecretsManagerClient(test.as('Worker', 'aws')).send(new GetSecretValueCommand({ SecretId: 'OtherKey' })),
    ],
    [
      'mailing in the name of another',
      'ses:SendEmail on resource: arn:aws:ses:us-east-1:000000000000:identity/ceo@nordhavn.example ',
      (test: Test) => new SESv2Client(test.as('Worker', 'aws')).send(aMessage('ceo@nordhavn.example')),
    ],
  ])('is refused %s', async (_, what, attempt) => {
    await using test = await aHost();

    await expect(attempt(test)).rejects.toThrow(`Worker is not authorized to perform: ${what}`);
  });

  it('without a role may do nothing', async () => {
    await using test = await aHost();
    const client = new SecretsManagerClient(test.as('Other', 'aws'));

    await expect(client.send(new GetSecretValueCommand({ SecretId: 'Key' }))).rejects.toThrow(
      'Other is not authorized',
    );
  });
});

const aMessage = (from: string) =>
  new SendEmailCommand({
    FromEmailAddress: from,
    Destination: { ToAddresses: ['desk@venue.example'] },
    Content: { Raw: { Data: Buffer.from(`From: ${from}\r\nSubject: s\r\n\r\ntext`) } },
  });

type Test = Awaited<ReturnType<typeof aHost>>;

describe('what AWS does in the name of a role', () => {
  it('stops the start when a function may not read its own queue', async () => {
    await expect(aHost(RIGHTS.filter((statement) => statement !== READS_JOBS))).rejects.toThrow(
      'Lambda, reading Jobs for Worker, is not authorized to perform: sqs:ReceiveMessage',
    );
  });

  it('is not guessed: a statement with a condition that is not known is not brought up', async () => {
    const withCondition = { ...READS_JOBS, Condition: { Bool: { 'aws:SecureTransport': 'true' } } };

    await expect(aHost([withCondition])).rejects.toThrow(
      'test/WorkerPolicy: Condition Bool in a statement is not known here',
    );
  });
});
