import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer, HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { type Alarms, FIVE_MINUTES } from './alarm.ts';
import type { NodeFunction } from './node-function.ts';

export type HttpEntranceProps = {
  alarms: Alarms;
  logsKept: RetentionDays;
  errorImpact: string;
};

/** The one HTTP address: the API for who has a token, operations for IAM identities of the account, and the console. */
export class HttpEntrance extends Construct {
  readonly api: HttpApi;
  readonly url: string;

  constructor(scope: Construct, id: string, props: HttpEntranceProps) {
    super(scope, id);
    this.api = new HttpApi(this, 'Api', {
      description: 'Markwarden: console and API',
      createDefaultStage: false,
    });
    this.url = this.api.apiEndpoint;
    const accessLog = new LogGroup(this, 'AccessLog', {
      retention: props.logsKept,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    new HttpStage(this, 'Stage', {
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
    props.alarms.raise(this, 'ErrorsAlarm', {
      metric: this.api.metricServerError({ period: FIVE_MINUTES, statistic: 'Sum' }),
      threshold: 1,
      errorImpact: props.errorImpact,
      runbookSection: `${id}: server errors`,
    });
  }

  /** `/api/*` with a token of one of these clients, `/ops/*` with an IAM signature; routing below that is the function's. */
  serveApi(target: NodeFunction, issuer: string, clientIds: string[]): void {
    const integration = new HttpLambdaIntegration('ApiIntegration', target);
    const tokens = new HttpJwtAuthorizer('Tokens', issuer, { jwtAudience: clientIds });
    this.api.addRoutes({ path: '/api/{proxy+}', methods: [HttpMethod.ANY], integration, authorizer: tokens });
    const signed = new HttpIamAuthorizer();
    this.api.addRoutes({ path: '/ops/{proxy+}', methods: [HttpMethod.ANY], integration, authorizer: signed });
  }

  /** Everything else. The function itself sends whoever is not signed in to sign in. */
  serveConsole(target: NodeFunction): void {
    const [route] = this.api.addRoutes({
      path: '/{proxy+}',
      methods: [HttpMethod.ANY],
      integration: new HttpLambdaIntegration('ConsoleIntegration', target),
      authorizer: new HttpNoneAuthorizer(),
    });
    const [root] = this.api.addRoutes({
      path: '/',
      methods: [HttpMethod.ANY],
      integration: new HttpLambdaIntegration('ConsoleIntegration', target),
      authorizer: new HttpNoneAuthorizer(),
    });
    for (const open of [route!, root!])
      Validations.of(open).acknowledge({
        id: 'AwsSolutions-APIG4',
        reason: 'A browser brings a session cookie, which only the function can check; without one it redirects.',
      });
  }
}
