import type { Properties } from '#test/infra/aws/synthesised-stacks.ts';

type Template = { Parameters?: unknown; Rules?: unknown; Resources: Record<string, Properties> };

const ACCOUNT = '123456789012'; // moto's
const arn = (service: string, rest: string) => `arn:aws:${service}:eu-central-1:${ACCOUNT}:${rest}`;

// The attribute that is an address, of types that moto has no attributes of.
const ADDRESSES: Record<string, string> = {
  'AWS::ApiGatewayV2::Api': 'ApiEndpoint',
  'AWS::Cognito::UserPool': 'ProviderURL',
  'AWS::Lambda::Url': 'FunctionUrl',
};

/**
 * What CloudFormation does and moto does not: it names FIFO queues itself, knows the ARNs of alarms and the addresses of
 * APIs, functions and user pools, and exports the ARNs of secrets and
 * names of the pool where people sign in. The check of the bootstrap version goes too: nothing is bootstrapped here.
 */
export function withoutMotoGaps(text: string): string {
  const { Parameters: _, Rules: __, ...template } = JSON.parse(text) as Template;
  let filled = text;
  for (const [id, { Type, Properties }] of Object.entries(template.Resources)) {
    if (Type === 'AWS::SQS::Queue' && Properties?.FifoQueue) Properties.QueueName ??= `${id}.fifo`;
  }
  filled = JSON.stringify(template);
  for (const [id, { Type }] of Object.entries(template.Resources)) {
    const address = ADDRESSES[Type];
    if (address)
      filled = filled.replaceAll(`{"Fn::GetAtt":["${id}","${address}"]}`, JSON.stringify(`https://${id}.example`));
    if (/^AWS::CloudWatch::(Composite)?Alarm$/.test(Type))
      filled = filled.replaceAll(`{"Fn::GetAtt":["${id}","Arn"]}`, JSON.stringify(arn('cloudwatch', `alarm:${id}`)));
  }
  return filled
    .replaceAll(
      /\{"Fn::ImportValue":"[^"]*Secret[^"]*"\}/g,
      JSON.stringify(arn('secretsmanager', 'secret:of-the-data-stack-AbCdEf')),
    )
    .replaceAll(/\{"Fn::ImportValue":"[^"]*RefSignInPool[^"]*"\}/g, JSON.stringify('sign-in-of-the-data-stack'));
}
