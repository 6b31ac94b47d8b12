import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { dynamo, lambda, s3, secrets, sns, sqs } from '#shared/runtime/clients.ts';

/** With the credentials and the region of whoever runs the smoke test. */
export const awsClients = () => ({
  formation: new CloudFormationClient({}),
  cloudwatch: new CloudWatchClient({}),
  cognito: new CognitoIdentityProviderClient({}),
  dynamo: dynamo(),
  lambda: lambda(),
  s3: s3(),
  secrets: secrets(),
  sns: sns(),
  sqs: sqs(),
});
export type AwsClients = ReturnType<typeof awsClients>;
