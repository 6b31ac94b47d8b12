import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { LOCAL_CREDENTIALS } from './local-credentials.ts';

/** SQS of the host whose messaging answers there. */
export const localQueues = (endpoint: string) => new SQSClient({ ...LOCAL_CREDENTIALS, endpoint });

/** S3 of the host whose messaging answers there. */
export const localObjects = (endpoint: string) =>
  new S3Client({ ...LOCAL_CREDENTIALS, endpoint, forcePathStyle: true });

export const localTables = (endpoint: string) =>
  DynamoDBDocumentClient.from(new DynamoDBClient({ ...LOCAL_CREDENTIALS, endpoint }), {
    marshallOptions: { removeUndefinedValues: true },
  });
