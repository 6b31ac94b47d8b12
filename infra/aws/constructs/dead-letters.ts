import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { type Alarms, FIVE_MINUTES } from './alarm.ts';

export type DeadLettersProps = {
  alarms: Alarms;
  errorImpact: string;
  runbookSection: string;
  fifo?: boolean;
};

/** A queue for what failed, kept as long as SQS can, and never silent. */
export function deadLetters(scope: Construct, id: string, props: DeadLettersProps): Queue {
  const queue = new Queue(scope, id, {
    fifo: props.fifo || undefined,
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  });
  props.alarms.raise(scope, `${id}Alarm`, {
    metric: queue.metricApproximateNumberOfMessagesVisible({ period: FIVE_MINUTES, statistic: 'Maximum' }),
    threshold: 1,
    errorImpact: props.errorImpact,
    runbookSection: props.runbookSection,
  });
  return queue;
}
