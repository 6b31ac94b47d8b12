import { CfnOutput, Duration, Fn, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { FunctionUrlAuthType } from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Deployment } from './config.ts';
import type { FunctionCode } from './constructs/function-code.ts';
import { NodeFunction } from './constructs/node-function.ts';
import type { DataStack } from './data-stack.ts';

/** Folder and handler of functions that are deployed for the smoke test only. */
export const SMOKE_FUNCTIONS = { bazaar: 'infra/smoke/bazaar/handler.ts' };

export type SmokeProps = { deployment: Deployment; data: DataStack; code: FunctionCode };

/**
 * What the smoke test brings with it, for the hour that it takes: the sample marketplace at a public address, and a subscriber to
 * everything that is published. Nothing of it outlives the stack.
 */
export class SmokeStack extends Stack {
  /** Where the sample marketplace is: an origin, without a slash at its end. */
  readonly bazaarOrigin: string;

  constructor(scope: Construct, id: string, { deployment, data, code }: SmokeProps) {
    super(scope, id, { description: 'Markwarden: what only its smoke test needs' });
    const string = (name: string) => ({ name, type: AttributeType.STRING });
    const book = new Table(this, 'NoticeBook', {
      partitionKey: string('pk'),
      sortKey: string('sk'),
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const bazaar = new NodeFunction(this, 'Bazaar', {
      name: 'bazaar',
      code,
      description: 'The sample marketplace: search pages, offers, pictures, and a desk for notices',
      timeout: Duration.seconds(29),
      memoryMb: 1769, // one whole vCPU: it draws its pictures
      logsKept: deployment.logsKeptDays,
      environment: { NOTICE_BOOK_TABLE: book.tableName },
    });
    bazaar.allow(['dynamodb:Query', 'dynamodb:PutItem'], [book.tableArn]);
    data.letReadChannelSecret(bazaar);
    const { url } = bazaar.addFunctionUrl({ authType: FunctionUrlAuthType.NONE });
    const part = (at: number) => Fn.select(at, Fn.split('/', url)); // scheme://host/
    this.bazaarOrigin = Fn.join('//', [part(0), part(2)]);

    const inbox = new Queue(this, 'Inbox', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(1),
    });
    inbox.addToResourcePolicy(
      new PolicyStatement({
        actions: ['sqs:SendMessage'],
        principals: [new ServicePrincipal('sns.amazonaws.com')],
        resources: [inbox.queueArn],
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
    );
    Validations.of(inbox).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'The smoke test itself reads it; what it does not take away is thrown away with the stack.',
    });
    new CfnOutput(this, 'BazaarOrigin', { value: this.bazaarOrigin });
    new CfnOutput(this, 'InboxUrl', { value: inbox.queueUrl });
    new CfnOutput(this, 'InboxArn', { value: inbox.queueArn });
  }
}
