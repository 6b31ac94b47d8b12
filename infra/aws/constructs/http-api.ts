import { RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { type Alarms, FIVE_MINUTES } from './alarm.ts';
import type { NodeFunction } from './node-function.ts';

export type SignedHttpApiProps = {
  function: NodeFunction;
  alarms: Alarms;
  logsKept: RetentionDays;
  errorImpact: string;
};

/** An HTTP API whose every route wants a request signed by an IAM identity of the account; routing is the function's. */
export class SignedHttpApi extends Construct {
  readonly api: HttpApi;
  readonly url: string;

  constructor(scope: Construct, id: string, props: SignedHttpApiProps) {
    super(scope, id);
    this.api = new HttpApi(this, 'Api', {
      description: 'Markwarden: brands, watches, scans and cases',
      createDefaultStage: false,
      defaultAuthorizer: new HttpIamAuthorizer(),
      defaultIntegration: new HttpLambdaIntegration('Integration', props.function),
    });
    const accessLog = new LogGroup(this, 'AccessLog', {
      retention: props.logsKept,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const stage = new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: 50, burstLimit: 100 }, // people and their scripts, not the public
      accessLogSettings: {
        destination: new LogGroupLogDestination(accessLog),
        format: AccessLogFormat.custom(
          JSON.stringify({
            requestId: '$context.requestId',
            at: '$context.requestTime',
            caller: '$context.identity.caller',
            ip: '$context.identity.sourceIp',
            route: '$context.httpMethod $context.path',
            status: '$context.status',
            error: '$context.error.message',
            latencyMs: '$context.responseLatency',
          }),
        ),
      },
    });
    this.url = stage.url;
    props.alarms.raise(this, 'ErrorsAlarm', {
      metric: this.api.metricServerError({ period: FIVE_MINUTES, statistic: 'Sum' }),
      threshold: 1,
      errorImpact: props.errorImpact,
      runbookSection: `${id}: server errors`,
    });
  }
}
