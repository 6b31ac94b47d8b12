import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { TranslateClient } from '@aws-sdk/client-translate';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

// Made at cold start by the handlers. Endpoints come from AWS_ENDPOINT_URL_* when set, so the same code talks to AWS and to the local host.

export const dynamo = () =>
  DynamoDBDocumentClient.from(new DynamoDBClient({}), { marshallOptions: { removeUndefinedValues: true } });
export const sqs = () => new SQSClient({});
export const sns = () => new SNSClient({});
// Path style: bucket names as sub-domains of 127.0.0.1 do not resolve.
export const s3 = () => new S3Client({ forcePathStyle: true });
// Asks once: what is sent a second time arrives twice.
export const ses = () => new SESv2Client({ maxAttempts: 1 });
export const lambda = () => new LambdaClient({});
export const translate = () => new TranslateClient({});
export const secrets = () => new SecretsManagerClient({});
