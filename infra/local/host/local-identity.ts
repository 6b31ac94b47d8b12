import { sha256Hex } from '#shared/runtime/sha256.ts';
import type { TemplateResource } from './assembly.ts';

export const REGION = 'us-east-1';
export const ACCOUNT = '000000000000';

export type LocalAddresses = {
  /** Where queues, topics and buckets live. */
  messaging: string;
  /** Where the HTTP API answers. */
  api: string;
  /** Where people sign in. */
  identityProvider: string;
  /** Where the function that has an address of its own answers. */
  functionUrl: string;
};

/** What a resource is called on this machine: its `Ref` and its attributes. */
export type LocalIdentity = { ref: string; attributes: Record<string, string> };

/**
 * Names come from logical ids, so they are the same after every restart.
 * Undefined for a resource type that nothing on this machine stands for.
 */
export function localIdentity(
  logicalId: string,
  resource: TemplateResource,
  addresses: LocalAddresses,
): LocalIdentity | undefined {
  const build = IDENTITIES[resource.Type];
  return build?.(logicalId, resource.Properties ?? {}, addresses);
}

type Build = (logicalId: string, properties: Record<string, unknown>, addresses: LocalAddresses) => LocalIdentity;

const arn = (service: string, resource: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`;
const named =
  (service: string, kind = ''): Build =>
  (logicalId) => ({ ref: logicalId, attributes: { Arn: arn(service, `${kind}${logicalId}`) } });
const table = named('dynamodb', 'table/');

const IDENTITIES: Record<string, Build> = {
  'AWS::DynamoDB::Table': table,
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::Lambda::Function': named('lambda', 'function:'),
  'AWS::Lambda::Url': (logicalId, _properties, addresses) => ({
    ref: logicalId,
    attributes: { FunctionUrl: `${addresses.functionUrl}/` },
  }),
  'AWS::Logs::LogGroup': named('logs', 'log-group:'),
  'AWS::KMS::Key': named('kms', 'key/'),
  'AWS::IAM::Role': (logicalId) => ({
    ref: logicalId,
    attributes: { Arn: `arn:aws:iam::${ACCOUNT}:role/${logicalId}` },
  }),
  'AWS::SQS::Queue': (logicalId, properties, addresses) => {
    const name = properties.FifoQueue === true ? `${logicalId}.fifo` : logicalId;
    // The SDK takes the host of the queue URL: the usual sqs.REGION.localhost does not resolve everywhere.
    const url = `${addresses.messaging}/${ACCOUNT}/${name}`;
    return { ref: url, attributes: { Arn: arn('sqs', name), QueueName: name, QueueUrl: url } };
  },
  'AWS::SNS::Topic': (logicalId) => ({
    ref: arn('sns', logicalId),
    attributes: { TopicArn: arn('sns', logicalId), TopicName: logicalId },
  }),
  'AWS::S3::Bucket': (logicalId) => {
    const name = bucketName(logicalId);
    return { ref: name, attributes: { Arn: `arn:aws:s3:::${name}` } };
  },
  'AWS::SecretsManager::Secret': (logicalId) => {
    const secretArn = arn('secretsmanager', `secret:${logicalId}`);
    return { ref: secretArn, attributes: { Id: secretArn } };
  },
  'AWS::Cognito::UserPool': (logicalId, _properties, addresses) => ({
    ref: `${REGION}_${logicalId}`,
    attributes: { Arn: arn('cognito-idp', `userpool/${logicalId}`), ProviderURL: addresses.identityProvider },
  }),
  'AWS::Cognito::UserPoolClient': (logicalId) => ({ ref: logicalId, attributes: { ClientId: logicalId } }),
  'AWS::Cognito::UserPoolDomain': (logicalId) => ({ ref: logicalId, attributes: {} }),
  'AWS::ApiGatewayV2::Api': (logicalId, _properties, addresses) => ({
    ref: logicalId,
    attributes: { ApiId: logicalId, ApiEndpoint: addresses.api },
  }),
};

/** Bucket names are lower case and at most 63 characters. */
function bucketName(logicalId: string): string {
  const name = logicalId.toLowerCase();
  if (name.length <= 63) return name;
  return `${name.slice(0, 54)}-${sha256Hex(logicalId).slice(0, 8)}`;
}
