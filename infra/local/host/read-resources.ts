import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import type { AsyncPolicy, FunctionSpec, QueueSpec, SignInClientSpec } from './system-spec.ts';
import type { Entry, Properties, TemplateReader } from './template-reader.ts';

// Lambda's own defaults.
const TIMEOUT_SECONDS = 3;
const MEMORY_MB = 128;
const ASYNC_RETRIES = 2;

export function readFunctions(reader: TemplateReader): FunctionSpec[] {
  const policies = readAsyncPolicies(reader);
  return reader.ofType('AWS::Lambda::Function').map((entry) => ({
    name: entry.logicalId,
    arn: reader.identity(entry).attributes.Arn!,
    role: roleNamed(reader.value(entry, 'Role')),
    bundle: reader.asset(entry),
    handler: String(reader.value(entry, 'Handler')),
    environment: strings((reader.object(entry, 'Environment').Variables ?? {}) as Properties),
    timeoutMs: Number(reader.value(entry, 'Timeout') ?? TIMEOUT_SECONDS) * 1000,
    memoryMb: Number(reader.value(entry, 'MemorySize') ?? MEMORY_MB),
    async: policies.get(entry.logicalId) ?? { retries: ASYNC_RETRIES, failureQueue: undefined },
  }));
}

function readAsyncPolicies(reader: TemplateReader): Map<string, AsyncPolicy> {
  return new Map(
    reader.ofType('AWS::Lambda::EventInvokeConfig').map((entry) => {
      const { OnFailure } = reader.object(entry, 'DestinationConfig') as { OnFailure?: { Destination: string } };
      const retries = Number(reader.value(entry, 'MaximumRetryAttempts') ?? ASYNC_RETRIES);
      const failureQueue = OnFailure?.Destination.split(':').at(-1);
      return [reader.targetFunction(entry, reader.value(entry, 'FunctionName')), { retries, failureQueue }];
    }),
  );
}

/** CreateTable requests; a global table's per-region settings have no meaning here. */
export function readTables(reader: TemplateReader): CreateTableCommandInput[] {
  const indexes = (entry: Entry, property: string) =>
    (reader.value(entry, property) as Properties[] | undefined)?.map(({ IndexName, KeySchema, Projection }) => ({
      IndexName,
      KeySchema,
      Projection,
    }));
  return reader.ofType('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable').map((entry) => {
    const request = {
      TableName: entry.logicalId,
      KeySchema: reader.value(entry, 'KeySchema'),
      AttributeDefinitions: reader.value(entry, 'AttributeDefinitions'),
      BillingMode: 'PAY_PER_REQUEST',
      GlobalSecondaryIndexes: indexes(entry, 'GlobalSecondaryIndexes'),
      LocalSecondaryIndexes: indexes(entry, 'LocalSecondaryIndexes'),
    };
    return request as CreateTableCommandInput; // CloudFormation writes these properties as the API does
  });
}

const QUEUE_ATTRIBUTES = [
  'FifoQueue',
  'ContentBasedDeduplication',
  'VisibilityTimeout',
  'DelaySeconds',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'ReceiveMessageWaitTimeSeconds',
  'RedrivePolicy',
];

export function readQueues(reader: TemplateReader): QueueSpec[] {
  return reader.ofType('AWS::SQS::Queue').map((entry) => {
    const set = QUEUE_ATTRIBUTES.map((name) => [name, reader.value(entry, name)] as const);
    const attributes = Object.fromEntries(set.filter(([, value]) => value !== undefined));
    const { QueueName, Arn } = reader.identity(entry).attributes;
    return { name: QueueName!, arn: Arn!, attributes: strings(attributes) };
  });
}

export function readSignInClients(reader: TemplateReader): SignInClientSpec[] {
  const list = (entry: Entry, property: string) => (reader.value(entry, property) ?? []) as string[];
  return reader.ofType('AWS::Cognito::UserPoolClient').map((entry) => ({
    id: reader.identity(entry).ref,
    callbackUrls: list(entry, 'CallbackURLs'),
    logoutUrls: list(entry, 'LogoutURLs'),
  }));
}

/** From its ARN. */
export const roleNamed = (arn: unknown): string | undefined =>
  typeof arn === 'string' ? arn.split('/').at(-1) : undefined;

function strings(values: Properties): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'object' ? JSON.stringify(value) : String(value),
    ]),
  );
}
