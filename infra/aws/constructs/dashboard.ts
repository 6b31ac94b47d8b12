import {
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  MathExpression,
  PeriodOverride,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { type Alarms, FIVE_MINUTES } from './alarm.ts';
import type { NodeFunction } from './node-function.ts';
import type { QueueWorker } from './queue-worker.ts';

export type PipelineDashboardProps = {
  alarms: Alarms;
  functions: Record<string, NodeFunction>;
  workers: Record<string, QueueWorker>;
};

/** One page from "is anything wrong" down to "where". */
export function pipelineDashboard(scope: Construct, id: string, props: PipelineDashboardProps): Dashboard {
  const functions = Object.entries(props.functions);
  const workers = Object.entries(props.workers);
  const dashboard = new Dashboard(scope, id, { periodOverride: PeriodOverride.INHERIT });
  dashboard.addWidgets(new AlarmStatusWidget({ title: 'Alarms', alarms: props.alarms.all, width: 24, height: 5 }));
  const waiting = workers.map(([label, { queue }]) => queue.metricApproximateNumberOfMessagesVisible({ label }));
  const oldest = workers.map(([label, { queue }]) => queue.metricApproximateAgeOfOldestMessage({ label }));
  const dead = workers.map(([label, worker]) => worker.deadLetters.metricApproximateNumberOfMessagesVisible({ label }));
  dashboard.addWidgets(
    graph('Messages waiting', waiting),
    graph('Oldest message (s)', oldest),
    graph('Dead letters', dead),
  );
  const invocations = functions.map(([label, each]) => each.metricInvocations({ label }));
  const errors = functions.map(([label, each]) => each.metricErrors({ label }));
  const slowest = functions.map(([label, each]) => each.metricDuration({ label, statistic: 'p99' }));
  dashboard.addWidgets(
    graph('Invocations', invocations),
    graph('Errors', errors),
    graph('Duration, p99 (ms)', slowest),
  );
  dashboard.addWidgets(graph('Counted by the functions', [everyCountedMetric()], 24));
  return dashboard;
}

const graph = (title: string, left: IMetric[], width = 8) => new GraphWidget({ title, left, width, height: 6 });

/** One line per metric and combination of dimensions (marketplace, state, …), whatever there is. */
const everyCountedMetric = () =>
  new MathExpression({
    expression: `SEARCH('Namespace="Markwarden"', 'Sum', ${FIVE_MINUTES.toSeconds()})`,
    label: '',
    period: FIVE_MINUTES,
  });
