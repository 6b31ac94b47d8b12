import { Duration } from 'aws-cdk-lib';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { Alarms } from './alarm.ts';

/** Alarms on what the functions count about the world outside: nothing of ours fails, and still the work is not done. */
export function alarmOnCountedEvents(scope: Construct, { alarms }: { alarms: Alarms }): void {
  alarms.raise(scope, 'LayoutChangedAlarm', {
    metric: hourlySum('LayoutChanged'),
    threshold: 3, // one odd page happens; three in an hour are a new layout
    errorImpact: 'A marketplace changed its pages: its listings are not seen until the parser is mended',
    runbookSection: 'Marketplace: layout changed',
  });
  alarms.raise(scope, 'BlockedAlarm', {
    metric: hourlySum('PagesBlocked'),
    threshold: 10,
    periods: 3,
    errorImpact: 'Marketplaces refuse to show us pages: those watches are blind',
    runbookSection: 'Marketplace: blocked',
  });
  alarms.raise(scope, 'NotReadAlarm', {
    metric: hourlySum('PagesNotRead'),
    threshold: 1, // reported to the brands too, but only the operator can give a marketplace more pace or fewer watches
    errorImpact: 'Watches are not read in their period: more is asked of a marketplace than its pace allows',
    runbookSection: 'Watches: not read in their period',
  });
  alarms.raise(scope, 'FeedsRefusedAlarm', {
    metric: hourlySum('FeedsRefused'),
    threshold: 1,
    errorImpact: "Listings that a partner delivered are not taken, and nobody else looks at the partner's file",
    runbookSection: 'Feeds: refused',
  });
  alarms.raise(scope, 'PicturesAlarm', {
    metric: hourlySum('PicturesNotSeen'),
    threshold: 100, // single dead links are ordinary; hundreds for hours are an image host that refuses us
    periods: 3,
    errorImpact: 'Pictures of listings are not seen: copies that show themselves only there are missed',
    runbookSection: 'Marketplace: pictures not seen',
  });
  alarms.raise(scope, 'UncertainNoticeAlarm', {
    metric: hourlySum('NoticesUncertain'), // counted only after the venue was asked and could not tell
    threshold: 1,
    errorImpact: 'Nobody knows whether a notice arrived, and it will not be sent again until somebody does',
    runbookSection: 'Notice: outcome unknown',
  });
  alarms.raise(scope, 'EvidenceChangedAlarm', {
    metric: hourlySum('EvidenceChanged'),
    threshold: 1,
    errorImpact:
      'Evidence of a case is not what was captured: it proves nothing any more, and somebody may have changed it',
    runbookSection: 'Evidence: not as it was captured',
  });
  alarms.raise(scope, 'ModelUnusableAlarm', {
    metric: hourlySum('ModelUnusable'),
    threshold: 1,
    errorImpact:
      'Listings are judged by the shipped weights instead of those learnt from decisions, and nothing is expedited by proof',
    runbookSection: 'Model: cannot be used',
  });
  alarms.raise(scope, 'OtherBrandsAlarm', {
    metric: hourlySum('OtherBrandsNotMatched'),
    threshold: 3,
    errorImpact: "Pages are scanned, but what they show of other brands' goods is not passed on to those",
    runbookSection: 'Crawl: other brands not matched',
  });
  alarms.raise(scope, 'UnreachedAlarm', {
    metric: hourlySum('AlertAddressesUnreached'),
    threshold: 1,
    periods: 3, // a new address has three hours to be confirmed
    errorImpact: 'What happens to a brand is written to addresses that do not get it',
    runbookSection: 'Alerts: addresses that are not reached',
  });
  alarms.raise(scope, 'ReportsLateAlarm', {
    metric: hourlySum('ReportsLate'), // counted only from a day after the month's end on
    threshold: 1,
    errorImpact: "Brands have not got last month's report, and from the eighth day on it is not made any more",
    runbookSection: 'Reports: late',
  });
  alarms.raise(scope, 'UndeliveredAlarm', {
    // All that SNS says of mail that bounced: a count for each topic.
    metric: new MathExpression({
      expression: 'SELECT SUM(NumberOfNotificationsFailed) FROM SCHEMA("AWS/SNS", TopicName)',
      label: 'NumberOfNotificationsFailed',
      period: Duration.hours(1),
    }),
    threshold: 1,
    errorImpact: 'SNS could not deliver what was published: alerts are lost, or an alarm was',
    runbookSection: 'Alerts: not delivered',
  });
  alarms.raise(scope, 'FailedCaseAlarm', {
    metric: hourlySum('CaseFailed'),
    threshold: 5, // each is tried again later by itself; many at once have one cause
    errorImpact: 'Cases are put off instead of being sent or checked: counterfeits stay on sale',
    runbookSection: 'Case: failed and put off',
  });
}

/** Over all marketplaces and venues: the dimensions are not known at deployment, so the sum is a query. */
const hourlySum = (name: string) =>
  new MathExpression({
    expression: `SELECT SUM(${name}) FROM "Markwarden"`,
    label: name,
    period: Duration.hours(1),
  });
