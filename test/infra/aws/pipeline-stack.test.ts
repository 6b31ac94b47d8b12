import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LEASE_MS } from '#functions/submit/send-notice.ts';
import { functionNames } from '#infra/aws/constructs/function-code.ts';
import { PROJECT_ROOT } from '#infra/aws/constructs/native-packages.ts';
import { FUNCTION_SETTINGS } from '#infra/aws/function-settings.ts';
import { CLAIM_MS } from '#shared/stores/alert-store.ts';
import { ofType, type Properties, type Resource, referenced, synthesised } from './synthesised-stacks.ts';

const { pipeline } = synthesised({
  stage: 'prod',
  opsEmail: 'ops@example.com',
  noticeSender: 'notices@brand.example',
});
const all = (type: string) => ofType(pipeline, type);
const byId = new Map(pipeline.map((resource) => [resource.id, resource]));

const functions = all('AWS::Lambda::Function');
const folderOf = (lambda: Resource): string =>
  lambda.Properties.Tags.find((tag: Properties) => tag.Key === 'function').Value;
const lambdaOf = (folder: string): Resource => functions.find((lambda) => folderOf(lambda) === folder)!;
const queues = all('AWS::SQS::Queue');
const mappings = all('AWS::Lambda::EventSourceMapping');
const composite = all('AWS::CloudWatch::CompositeAlarm');
const partsOf = JSON.stringify(composite.map(({ Properties }) => Properties.AlarmRule));
const silent = all('AWS::CloudWatch::Alarm').filter(({ id }) => partsOf.includes(`"${id}"`));
/** Those that tell somebody. */
const alarms = [...all('AWS::CloudWatch::Alarm').filter((alarm) => !silent.includes(alarm)), ...composite];
const deadLetterIds = new Set([
  ...queues.flatMap(({ Properties: { RedrivePolicy } }) =>
    RedrivePolicy ? [referenced(RedrivePolicy.deadLetterTargetArn)] : [],
  ),
  ...all('AWS::Scheduler::Schedule').map(({ Properties: { Target } }) => referenced(Target.DeadLetterConfig.Arn)),
]);

describe('every function', () => {
  it('has a folder under functions/, and every folder is deployed', () => {
    expect(functions.map(folderOf).sort()).toEqual(functionNames());
    expect(Object.keys(FUNCTION_SETTINGS).sort()).toEqual(functionNames());
  });

  it('runs Node 24 on arm64, but Chromium on x86_64', () => {
    for (const lambda of functions) {
      expect(lambda.Properties.Runtime).toBe('nodejs24.x');
      expect(lambda.Properties.Architectures).toEqual([folderOf(lambda) === 'render' ? 'x86_64' : 'arm64']);
      expect(lambda.Properties.VpcConfig).toBeUndefined();
    }
  });

  it('has a role that no other function has, without managed policies', () => {
    const roles = functions.map((lambda) => referenced(lambda.Properties.Role));

    expect(new Set(roles).size).toBe(functions.length);
    for (const role of all('AWS::IAM::Role')) expect(role.Properties.ManagedPolicyArns).toBeUndefined();
  });

  it('writes to a log group of its own that forgets', () => {
    const groups = functions.map((lambda) => byId.get(referenced(lambda.Properties.LoggingConfig.LogGroup))!);

    expect(new Set(groups).size).toBe(functions.length);
    for (const group of all('AWS::Logs::LogGroup')) expect(group.Properties.RetentionInDays).toBe(90);
  });

  it.each(functionNames())('is told what its env.ts asks for, and nothing else: %s', async (folder) => {
    const { Env } = await import(`../../../functions/${folder}/env.ts`);
    const variables: Record<string, unknown> = lambdaOf(folder).Properties.Environment.Variables;
    const given = Object.keys(variables).filter((name) => name !== 'NODE_OPTIONS');
    const known = Object.keys(Env.shape);

    expect(known).toEqual(expect.arrayContaining(given));
    expect(given).toEqual(
      expect.arrayContaining(known.filter((name) => !Env.shape[name].safeParse(undefined).success)),
    );
    for (const name of given) {
      if (typeof variables[name] === 'string') expect(Env.shape[name].safeParse(variables[name]).error).toBeUndefined();
    }
  });
});

describe('the rights of a role', () => {
  const statements = all('AWS::IAM::Policy').flatMap(
    (policy) => policy.Properties.PolicyDocument.Statement as { Effect: string; Action: unknown; Resource: unknown }[],
  );

  it('name every action, and only what is still to be made by a pattern', () => {
    for (const { Effect, Action, Resource } of statements) {
      expect(Effect).toBe('Allow');
      expect(JSON.stringify(Action)).not.toContain('*');
      for (const resource of [Resource].flat()) {
        const text = JSON.stringify(resource);
        if (!text.includes('*')) continue;
        expect(text).toMatch(
          /(PagesBucket|EvidenceBucket)\w+"},"\/(\*|\*\/screenshot\.jpg|rendered\/\*|(rendered\/)?reports\/\*|packets\/\*|documents\/\*)"|:markwarden-prod-brand-\*"|:secret:markwarden-prod\/venue-accounts\/\*"/,
        );
      }
    }
  });

  it('let nobody scan a table or delete an object', () => {
    const actions = statements.flatMap(({ Action }) => [Action].flat());

    expect(actions).toContain('dynamodb:GetItem');
    for (const forbidden of ['dynamodb:Scan', 's3:DeleteObject', 'iam:PassRole']) {
      expect(actions).not.toContain(forbidden);
    }
  });

  it("do not reach the operators' topic with the pattern for brands' topics", () => {
    const operatorsTopic = all('AWS::SNS::Topic')[0]!;

    // CloudFormation names it <stack>-<logical id>-<random>
    expect(`markwarden-prod-pipeline-${operatorsTopic.id}`.startsWith('markwarden-prod-brand-')).toBe(false);
  });

  it.each([
    ['secretsmanager:GetSecretValue', ['api', 'console', 'crawl', 'submit', 'verify', 'webhook']],
    ['lambda:InvokeFunction', ['api', 'capture', 'console', 'crawl', 'digest', 'submit']],
    ['s3:ListBucket', ['api', 'capture', 'console', 'crawl', 'dispatch', 'packet', 'submit']], // or a missing object would pass for a forbidden one
    ['sns:Publish', ['alert', 'digest']],
    ['sns:Subscribe', ['api', 'console']],
    ['sns:ListSubscriptionsByTopic', ['api', 'console', 'digest']],
  ])('let %s be used by these functions only: %j', (action, allowed) => {
    const holders = functions.filter((lambda) => {
      const policy = all('AWS::IAM::Policy').find(
        ({ Properties: { Roles } }) => referenced(Roles[0]) === referenced(lambda.Properties.Role),
      )!;
      return policy.Properties.PolicyDocument.Statement.some(({ Action }: Properties) =>
        [Action].flat().includes(action),
      );
    });

    expect(holders.map(folderOf).sort()).toEqual(allowed);
  });
});

describe('every queue', () => {
  it('is encrypted and refuses plain HTTP', () => {
    const secured = all('AWS::SQS::QueuePolicy')
      .filter((policy) => JSON.stringify(policy.Properties.PolicyDocument).includes('"aws:SecureTransport":"false"'))
      .flatMap((policy) => policy.Properties.Queues.map(referenced));

    expect(secured.sort()).toEqual(queues.map(({ id }) => id).sort());
    for (const queue of queues) expect(queue.Properties.SqsManagedSseEnabled).toBe(true);
  });

  it('has dead letters after five tries that are kept longer than the queue keeps messages', () => {
    const working = queues.filter(({ id }) => !deadLetterIds.has(id));

    expect(working).toHaveLength(mappings.length);
    expect(working.length).toBeGreaterThan(3);
    for (const { Properties: queue } of working) {
      const deadLetters = byId.get(referenced(queue.RedrivePolicy.deadLetterTargetArn))!.Properties;
      expect(queue.RedrivePolicy.maxReceiveCount).toBe(5);
      expect(deadLetters.MessageRetentionPeriod).toBeGreaterThan(queue.MessageRetentionPeriod);
      expect(deadLetters.FifoQueue).toBe(queue.FifoQueue);
    }
  });

  it('hides a message for six times as long as its function may take', () => {
    expect(mappings.length).toBeGreaterThan(3);
    for (const { Properties: mapping } of mappings) {
      const queue = byId.get(referenced(mapping.EventSourceArn))!.Properties;
      const lambda = byId.get(referenced(mapping.FunctionName))!.Properties;
      expect(queue.VisibilityTimeout).toBeGreaterThanOrEqual(6 * lambda.Timeout);
    }
  });

  it('reports single failures, and is read by at least two workers as Lambda demands', () => {
    for (const { Properties: mapping } of mappings) {
      const fifo = byId.get(referenced(mapping.EventSourceArn))!.Properties.FifoQueue === true;
      expect(mapping.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
      expect(mapping.ScalingConfig.MaximumConcurrency).toBeGreaterThanOrEqual(2);
      expect(mapping.BatchSize).toBeLessThanOrEqual(10);
      if (fifo) expect(mapping.MaximumBatchingWindowInSeconds).toBeUndefined();
    }
  });

  it('may be fed by the function that empties it without being taken for a runaway loop', () => {
    const feedsItself = mappings.filter(({ Properties: mapping }) => {
      const { Variables } = byId.get(referenced(mapping.FunctionName))!.Properties.Environment;
      return JSON.stringify(Object.values(Variables)).includes(`"Ref":"${referenced(mapping.EventSourceArn)}"`);
    });
    const lambdas = feedsItself.map(({ Properties: mapping }) => byId.get(referenced(mapping.FunctionName))!);

    expect(lambdas.map(folderOf).sort()).toEqual(['capture', 'crawl', 'score', 'submit', 'webhook']);
    for (const lambda of lambdas) expect(lambda.Properties.RecursiveLoop).toBe('Allow');
  });

  it('of dead letters raises an alarm at the first one', () => {
    const watched = alarms
      .filter(
        ({ Properties: { MetricName, Threshold } }) =>
          MetricName === 'ApproximateNumberOfMessagesVisible' && Threshold === 1,
      )
      .map(({ Properties: { Dimensions } }) => Dimensions[0].Value['Fn::GetAtt'][0]);

    expect(watched.sort()).toEqual([...deadLetterIds].sort());
  });
});

describe('the times that code and wiring must agree on', () => {
  const visibilityMs = (queueName: string) =>
    1000 * queues.find(({ id }) => id.startsWith(queueName))!.Properties.VisibilityTimeout;
  const timeoutMs = (folder: string) => 1000 * lambdaOf(folder).Properties.Timeout;

  it('a claim on a case outlives the function that holds it', () => {
    expect(LEASE_MS).toBeGreaterThan(timeoutMs('submit'));
  });

  it('a claim on an alert outlives its sender and is gone when the queue delivers again', () => {
    expect(CLAIM_MS).toBeGreaterThan(timeoutMs('alert'));
    expect(CLAIM_MS).toBeLessThan(visibilityMs('AlertQueue'));
  });
});

describe('every schedule', () => {
  it('ticks at its rate, retries briefly, sets aside what fails and is missed when it does not run', () => {
    const schedules = all('AWS::Scheduler::Schedule').map(({ Properties: { ScheduleExpression, Target } }) => ({
      rate: ScheduleExpression,
      lambda: byId.get(referenced(Target.Arn))!,
      target: Target,
    }));

    expect(Object.fromEntries(schedules.map(({ lambda, rate }) => [folderOf(lambda), rate]))).toEqual({
      dispatch: 'rate(5 minutes)',
      verify: 'rate(15 minutes)',
      digest: 'rate(1 hour)',
      train: 'rate(1 day)',
    });
    for (const { lambda, target } of schedules) {
      const failures = all('AWS::Lambda::EventInvokeConfig').find(
        ({ Properties: { FunctionName } }) => referenced(FunctionName) === lambda.id,
      )!;
      const missed = alarms.find(
        ({ Properties: { MetricName, Dimensions } }) =>
          MetricName === 'Invocations' && referenced(Dimensions[0].Value) === lambda.id,
      )!;
      expect(target.RetryPolicy.MaximumRetryAttempts).toBeLessThanOrEqual(3);
      expect(failures.Properties.DestinationConfig.OnFailure.Destination).toEqual(target.DeadLetterConfig.Arn);
      expect(missed.Properties).toMatchObject({
        ComparisonOperator: 'LessThanThreshold',
        TreatMissingData: 'breaching',
      });
    }
  });
});

describe('the HTTP API', () => {
  it('wants a token for the API, a signature for operations, and leaves the console open to its own sign-in', () => {
    const client = all('AWS::Cognito::UserPoolClient')[0]!.id;
    const [authorizer] = all('AWS::ApiGatewayV2::Authorizer');
    const routes = all('AWS::ApiGatewayV2::Route').map(({ Properties: { RouteKey, AuthorizationType } }) => [
      RouteKey,
      AuthorizationType,
    ]);

    expect(Object.fromEntries(routes)).toEqual({
      'ANY /api/{proxy+}': 'JWT',
      'ANY /ops/{proxy+}': 'AWS_IAM',
      'ANY /{proxy+}': 'NONE',
      'ANY /': 'NONE',
    });
    expect(authorizer!.Properties.JwtConfiguration.Audience.map(referenced)).toEqual([client]);
    expect(JSON.stringify(authorizer!.Properties.JwtConfiguration.Issuer)).toContain('ProviderURL');
  });

  it('takes tokens of the programs that the deployment names, each for its scopes alone', () => {
    const built = synthesised({ stage: 'prod', machineClients: '{"reporting":["read"],"filer":["read","enforce"]}' });
    const of = (type: string) => ofType(built.pipeline, type);
    const programs = of('AWS::Cognito::UserPoolClient').filter(({ Properties: { GenerateSecret } }) => GenerateSecret);
    const [authorizer] = of('AWS::ApiGatewayV2::Authorizer');

    const scopesOf = ({ Properties: { AllowedOAuthScopes } }: Resource) =>
      AllowedOAuthScopes.map((each: unknown) => /\/(\w+)"/.exec(JSON.stringify(each))![1]);
    expect(programs.map(scopesOf).toSorted()).toEqual([['read'], ['read', 'enforce']]);
    for (const { Properties: client } of programs) expect(client.AllowedOAuthFlows).toEqual(['client_credentials']);
    const audience = authorizer!.Properties.JwtConfiguration.Audience.map(referenced);
    expect(audience).toHaveLength(3);
    expect(audience).toEqual(expect.arrayContaining(programs.map(({ id }) => id)));
  });

  it('limits requests and logs them', () => {
    const stage = all('AWS::ApiGatewayV2::Stage')[0]!.Properties;

    expect(stage.AccessLogSettings.DestinationArn).toBeDefined();
    expect(stage.DefaultRouteSettings.ThrottlingRateLimit).toBeGreaterThan(0);
  });
});

describe('the alarm on errors of functions', () => {
  it('hears every function, however many there are', () => {
    const heard = silent.map(({ Properties }) => Properties);
    expect(heard.map(({ Dimensions: [{ Value }] }) => referenced(Value)).toSorted()).toEqual(
      all('AWS::Lambda::Function')
        .map(({ id }) => id)
        .toSorted(),
    );
    for (const alarm of heard)
      expect(alarm).toMatchObject({
        MetricName: 'Errors',
        Namespace: 'AWS/Lambda',
        Threshold: 3,
        EvaluationPeriods: 2,
      });
  });

  it('is one: its parts wake nobody', () => {
    expect(composite).toHaveLength(1);
    for (const { Properties } of silent) expect(Properties.AlarmActions).toBeUndefined();
  });
});

describe('every alarm', () => {
  const runbook = readFileSync(join(PROJECT_ROOT, 'docs/runbook.md'), 'utf8');
  const sections = new Map(
    runbook
      .split(/^## /m)
      .slice(1)
      .map((section) => {
        const heading = section.slice(0, section.indexOf('\n'));
        // As GitHub makes them.
        return [
          heading
            .toLowerCase()
            .replace(/[^\w\- ]/g, '')
            .replaceAll(' ', '-'),
          section,
        ];
      }),
  );
  const linked = alarms.map(({ Properties: { AlarmDescription } }) => AlarmDescription.split('docs/runbook.md#')[1]);

  it('tells the operators, by mail', () => {
    const topic = all('AWS::SNS::Topic')[0]!.id;

    expect(all('AWS::SNS::Subscription')[0]!.Properties).toMatchObject({
      Protocol: 'email',
      Endpoint: 'ops@example.com',
    });
    for (const alarm of alarms) expect(alarm.Properties.AlarmActions.map(referenced)).toEqual([topic]);
  });

  it('may publish to the topic although a policy of its own replaces the default one', () => {
    const { Statement } = all('AWS::SNS::TopicPolicy')[0]!.Properties.PolicyDocument;

    expect(Statement).toContainEqual(
      expect.objectContaining({
        Effect: 'Allow',
        Action: 'sns:Publish',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
      }),
    );
  });

  it('says what it costs and leads to its own section of the runbook, and every section has an alarm', () => {
    for (const { Properties: alarm } of alarms) expect(alarm.AlarmDescription).toMatch(/^[A-Z].{20,}\. Runbook: /);
    expect(linked.toSorted()).toEqual([...sections.keys()].sort());
  });

  it('has a section that describes, investigates and resolves', () => {
    for (const [anchor, text] of sections) {
      expect(text, anchor).toMatch(/\*\*Description\.\*\* [\s\S]+\*\*Investigation\.\*\* [\s\S]+\*\*Resolution\.\*\* /);
    }
  });

  it('is on the dashboard', () => {
    const dashboard = JSON.stringify(all('AWS::CloudWatch::Dashboard')[0]!.Properties.DashboardBody);

    for (const alarm of alarms) expect(dashboard).toContain(alarm.id);
  });
});
