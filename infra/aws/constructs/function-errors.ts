import { AlarmRule, AlarmState, type CompositeAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { type Alarms, FIVE_MINUTES } from './alarm.ts';
import type { NodeFunction } from './node-function.ts';

/**
 * One alarm for all functions. A single failing message is the dead-letter queues' business; this one is for a function
 * that fails whatever it is given (cannot start, runs out of time), long before its messages have used up their tries.
 * Composed of one silent alarm a function: a sum in one alarm takes ten metrics at most, and a query over the namespace
 * would count the account's other functions too.
 */
export function alarmOnFunctionErrors(
  scope: Construct,
  id: string,
  { alarms, functions }: { alarms: Alarms; functions: Record<string, NodeFunction> },
): CompositeAlarm {
  const failing = Object.entries(functions).map(([name, each]) =>
    alarms.watch(scope, `${id}-${name}`, {
      metric: each.metricErrors({ period: FIVE_MINUTES }),
      threshold: 3,
      periods: 2,
      description: `Invocations of ${name} threw or ran out of time`,
    }),
  );
  return alarms.raiseOn(scope, id, {
    rule: AlarmRule.anyOf(...failing.map((alarm) => AlarmRule.fromAlarm(alarm, AlarmState.ALARM))),
    errorImpact: 'A part of the pipeline stands still whatever it is given',
    runbookSection: 'Functions: errors',
  });
}
