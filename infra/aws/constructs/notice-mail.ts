import { Duration, Stack } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { Alarms } from './alarm.ts';
import type { NodeFunction } from './node-function.ts';

/** Lets the function mail as this address and no other, and wakes somebody when a message bounces. */
export function mailNotices(scope: Construct, sender: string, { by, alarms }: { by: NodeFunction; alarms: Alarms }) {
  by.addEnvironment('NOTICE_SENDER', sender);
  if (sender === '') return;
  const identities = [sender, sender.slice(sender.lastIndexOf('@') + 1)].map((resourceName) =>
    Stack.of(scope).formatArn({ service: 'ses', resource: 'identity', resourceName }),
  );
  // A message that we have put together ourselves is a raw one, and SES asks for both.
  by.allow(['ses:SendEmail', 'ses:SendRawEmail'], identities, { 'ses:FromAddress': sender });
  alarms.raise(scope, 'NoticeBouncedAlarm', {
    metric: new Metric({
      namespace: 'AWS/SES',
      metricName: 'Bounce',
      statistic: Stats.SUM,
      period: Duration.hours(1),
    }),
    threshold: 1,
    errorImpact: 'A notice by e-mail did not reach its venue, although it counts as sent',
    runbookSection: 'Notice: bounced',
  });
}
