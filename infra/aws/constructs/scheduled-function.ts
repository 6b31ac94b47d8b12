import { Duration, Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import type { Alarms } from './alarm.ts';
import { deadLetters } from './dead-letters.ts';
import { NodeFunction, type NodeFunctionProps } from './node-function.ts';

export type ScheduledFunctionProps = {
  function: NodeFunctionProps;
  every: Duration;
  /** What it costs somebody when it does not run. */
  errorImpact: string;
  alarms: Alarms;
};

/** A function called at a fixed rate. A tick may come twice or late; one that fails or never comes raises an alarm. */
export class ScheduledFunction extends Construct {
  readonly function: NodeFunction;

  constructor(scope: Construct, id: string, props: ScheduledFunctionProps) {
    super(scope, id);
    const failed = deadLetters(this, 'DeadLetters', {
      alarms: props.alarms,
      errorImpact: props.errorImpact,
      runbookSection: `${id}: dead letters`,
    });
    Validations.of(failed).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'This is a dead-letter queue; its source is a schedule, not a queue, so no redrive policy names it.',
    });
    this.function = new NodeFunction(this, 'Function', props.function);
    // Scheduler hands the tick over and goes; what the function then throws is Lambda's to retry and to set aside.
    this.function.configureAsyncInvoke({
      retryAttempts: 1,
      maxEventAge: shorterOf(props.every, LONGEST_EVENT_AGE),
      onFailure: new SqsDestination(failed),
    });

    const role = new Role(this, 'ScheduleRole', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    });
    role.addToPolicy(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [this.function.functionArn] }),
    );
    role.addToPolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [failed.queueArn] }));
    new Schedule(this, 'Schedule', {
      description: props.function.description,
      schedule: ScheduleExpression.rate(props.every),
      // Not the LambdaInvoke target: it also grants every version and alias of the function.
      target: {
        bind: () => ({
          arn: this.function.functionArn,
          role,
          deadLetterConfig: { arn: failed.queueArn },
          retryPolicy: { maximumRetryAttempts: 3, maximumEventAgeInSeconds: props.every.toSeconds() },
        }),
      },
    });

    props.alarms.raise(this, 'DidNotRunAlarm', {
      metric: this.function.metricInvocations({ period: longerOf(props.every, Duration.minutes(5)) }),
      threshold: 1,
      when: 'fewer',
      periods: 3,
      errorImpact: props.errorImpact,
      runbookSection: `${id}: did not run`,
    });
  }

  /** Between two ticks, by somebody who does not want to wait for the next one. */
  letCall(variable: string, ...callers: readonly NodeFunction[]): void {
    for (const caller of callers) {
      caller.addEnvironment(variable, this.function.functionName);
      caller.allow(['lambda:InvokeFunction'], [this.function.functionArn]);
    }
  }
}

const LONGEST_EVENT_AGE = Duration.hours(6); // the most that Lambda takes

const shorterOf = (one: Duration, other: Duration): Duration => (one.toSeconds() < other.toSeconds() ? one : other);
const longerOf = (one: Duration, other: Duration): Duration => (one.toSeconds() > other.toSeconds() ? one : other);
