import { type Alarm, MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { type Alarms, FIVE_MINUTES } from './alarm.ts';
import type { NodeFunction } from './node-function.ts';

/**
 * One alarm for all functions. A single failing message is the dead-letter queues' business; this one is for a function
 * that fails whatever it is given (cannot start, runs out of time), long before its messages have used up their tries.
 */
export function alarmOnFunctionErrors(
  scope: Construct,
  id: string,
  { alarms, functions }: { alarms: Alarms; functions: Record<string, NodeFunction> },
): Alarm {
  const errors = Object.entries(functions).map(([name, each]) => [name, each.metricErrors({ period: FIVE_MINUTES })]);
  return alarms.raise(scope, id, {
    metric: new MathExpression({
      expression: 'SUM(METRICS())',
      usingMetrics: Object.fromEntries(errors),
      label: 'Invocations that threw or ran out of time',
      period: FIVE_MINUTES,
    }),
    threshold: 3,
    periods: 2,
    errorImpact: 'A part of the pipeline stands still whatever it is given',
    runbookSection: 'Functions: errors',
  });
}
