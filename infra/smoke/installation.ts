import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { SNSClient } from '@aws-sdk/client-sns';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Ask } from '#infra/local/start/sample-people.ts';
import type { FunctionUse } from './cost-so-far.ts';

/** A system that is deployed with the stack of the smoke test, on AWS or on this machine, as the walk sees it. */
export type Installation = {
  /** Calls the API as somebody who may do everything. */
  ask: Ask;
  dynamo: DynamoDBDocumentClient;
  sqs: SQSClient;
  sns: SNSClient;
  lambda: LambdaClient;
  /** What the functions are told under this name ("CASES_TABLE"). */
  variable: (name: string) => string;
  /** The name of a function, by how its id in the template begins ("Verify"). */
  functionNamed: (start: string) => string;
  consoleUrl: string;
  bazaarOrigin: string;
  /** Shared with the sample marketplace: signs notices. */
  channelKey: string;
  /** A queue of the smoke test's own, which may be subscribed to topics. */
  inbox: { url: string; arn: string };
  /** With which the queues' names begin; undefined where there is only one installation. */
  queuePrefix: string | undefined;
  /** What the alarm on what waits in this queue says; undefined when there is none. */
  alarmOn: (queueName: string) => Promise<string | undefined>;
  /** What the functions have used since the walk began. */
  functionUse: () => Promise<FunctionUse[]>;
  /** Between two looks. */
  everyMs: number;
};
