import { Duration, Stack } from 'aws-cdk-lib';
import {
  Alarm,
  type AlarmBase,
  type CfnCompositeAlarm,
  ComparisonOperator,
  CompositeAlarm,
  type CreateAlarmOptions,
  type IAlarmRule,
  type IMetric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';

export type AlarmsProps = {
  runbookUrl: string;
  email: string | undefined;
};

type Condition = {
  metric: IMetric;
  threshold: number;
  /** Periods in a row before it counts. */
  periods?: number;
  /** `fewer` also fires when nothing is measured at all. */
  when?: 'more-or-equal' | 'fewer';
};

type Told = {
  /** What it costs somebody while this goes on; read by whoever is woken up. */
  errorImpact: string;
  /** Heading in docs/runbook.md. */
  runbookSection: string;
};

export type AlarmOptions = Condition & Told;

/** The operators' topic and every alarm that speaks to it. */
export class Alarms extends Construct {
  readonly all: AlarmBase[] = [];
  readonly topic: Topic;
  readonly #runbookUrl: string;

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    // Not encrypted with a key of ours: alarm texts hold no data, and CloudWatch cannot publish through the AWS-managed key.
    this.topic = new Topic(this, 'Topic', { displayName: 'Markwarden operations', enforceSSL: true });
    // The rule against plain HTTP replaces SNS's default policy, and with it the right of this account's alarms to publish.
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        actions: ['sns:Publish'],
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    if (props.email) this.topic.addSubscription(new EmailSubscription(props.email));
    this.#runbookUrl = props.runbookUrl;
  }

  raise(scope: Construct, id: string, { errorImpact, runbookSection, ...condition }: AlarmOptions): Alarm {
    const description = this.#description(errorImpact, runbookSection);
    return this.#toOperators(this.watch(scope, id, { ...condition, description }));
  }

  /** Tells the operators when the rule over other alarms holds. */
  raiseOn(scope: Construct, id: string, { rule, ...told }: Told & { rule: IAlarmRule }): CompositeAlarm {
    const alarmDescription = this.#description(told.errorImpact, told.runbookSection);
    const alarm = new CompositeAlarm(scope, id, { alarmRule: rule, alarmDescription });
    // The CDK names it, and what has a name cannot be replaced; CloudFormation does without.
    (alarm.node.defaultChild as CfnCompositeAlarm).alarmName = undefined;
    return this.#toOperators(alarm);
  }

  /** An alarm that tells nobody: a part of another one. */
  watch(scope: Construct, id: string, options: Condition & { description: string }): Alarm {
    const fewer = options.when === 'fewer';
    const settings: CreateAlarmOptions = {
      alarmDescription: options.description,
      threshold: options.threshold,
      evaluationPeriods: options.periods ?? 1,
      comparisonOperator: fewer
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: fewer ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    };
    return new Alarm(scope, id, { metric: options.metric, ...settings });
  }

  #description(errorImpact: string, runbookSection: string): string {
    return `${errorImpact}. Runbook: ${this.#runbookUrl}#${headingAnchor(runbookSection)}`;
  }

  #toOperators<Kind extends AlarmBase>(alarm: Kind): Kind {
    alarm.addAlarmAction(new SnsAction(this.topic));
    this.all.push(alarm);
    return alarm;
  }
}

/** The anchor that Markdown viewers give a heading. */
export const headingAnchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\w -]/g, '')
    .replaceAll(' ', '-');

export const FIVE_MINUTES = Duration.minutes(5);
