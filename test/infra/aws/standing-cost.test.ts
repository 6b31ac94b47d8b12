import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROJECT_ROOT } from '#infra/aws/constructs/native-packages.ts';
import { PRICES } from '#infra/aws/cost-model.ts';
import { CUSTOM_METRICS, mostCustomMetrics, STANDING, standingCost } from '#infra/aws/standing-cost.ts';
import { ofType, type Properties, referenced, synthesised } from './synthesised-stacks.ts';

const { data, pipeline } = synthesised({
  stage: 'prod',
  opsEmail: 'ops@example.com',
  noticeSender: 'notices@brand.example',
});
const all = (type: string) => ofType([...data, ...pipeline], type).map((resource) => resource.Properties);

const MINUTES: Record<string, number> = { minute: 1, hour: 60, day: 24 * 60 };

function firingsAMonth(expression: string): number {
  const [, count, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression)!;
  return (30 * 24 * 60) / (Number(count) * MINUTES[unit!]!);
}

describe('what it costs to stand still', () => {
  it('counts what the templates hold', () => {
    const looksAt = (alarm: Properties) =>
      alarm.Metrics ? alarm.Metrics.filter(({ MetricStat }: Properties) => MetricStat).length : 1;
    const alarms = all('AWS::CloudWatch::Alarm').map(looksAt);
    const fifo = new Set(
      pipeline.filter((each) => each.Type === 'AWS::SQS::Queue' && each.Properties.FifoQueue).map(({ id }) => id),
    );
    const polled = all('AWS::Lambda::EventSourceMapping').map(({ EventSourceArn }) => referenced(EventSourceArn));

    expect({
      alarmMetrics: alarms.reduce((sum, metrics) => sum + metrics, 0),
      alarmQueries: alarms.filter((metrics) => metrics === 0).length,
      compositeAlarms: all('AWS::CloudWatch::CompositeAlarm').length,
      dashboards: all('AWS::CloudWatch::Dashboard').length,
      secrets: all('AWS::SecretsManager::Secret').length,
      polledQueues: polled.filter((id) => !fifo.has(id)).length,
      polledFifoQueues: polled.filter((id) => fifo.has(id)).length,
      scheduledInvocationsAMonth: all('AWS::Scheduler::Schedule').reduce(
        (sum, { ScheduleExpression }) => sum + firingsAMonth(ScheduleExpression),
        0,
      ),
    }).toEqual(STANDING);
  });

  it('knows every event that the functions count', () => {
    const sources = globSync(['functions/**/*.ts', 'shared/**/*.ts'], { cwd: PROJECT_ROOT });
    const counted = sources.flatMap((file) =>
      [...readFileSync(join(PROJECT_ROOT, file), 'utf8').matchAll(/countMetric\(\s*'(\w+)'/g)].map(([, name]) => name!),
    );
    expect([...new Set(counted)].sort()).toEqual(Object.keys(CUSTOM_METRICS).sort());
  });

  it('is about twelve dollars a month, by hand', () => {
    const { usd, lines } = standingCost();
    const of = (what: string) => lines.find((line) => line.what === what)!.usd;

    expect(of('Alarms')).toBeCloseTo(5.4, 6); // 49 metrics at $0.10, one alarm over alarms at $0.50
    expect(of('Dashboard') + of('Secrets')).toBeCloseTo(4.2, 6);
    expect(of('Custom metrics')).toBeCloseTo(0.9125, 6); // three all the time, one an hour a day, at $0.30
    expect(of('Polling')).toBeCloseTo(1.62, 4); // 648,000 requests a queue
    expect(usd).toBeCloseTo(12.336, 2);
  });

  it('is what docs/deploy.md says, line by line', () => {
    const section = readFileSync(join(PROJECT_ROOT, 'docs/deploy.md'), 'utf8').split(/^## /m)[9]!;
    const amounts = [...section.matchAll(/\| \$(\d+\.\d\d) \|$/gm)].map(([, usd]) => Number(usd));
    const { usd, lines } = standingCost();
    const bare = lines.filter(({ what }) => what !== 'Alarms').map((line) => line.usd.toFixed(2));
    // The table has the alarm over alarms on a line of its own.
    expect(amounts.slice(0, 2).reduce((sum, each) => sum + each, 0)).toBeCloseTo(lines[0]!.usd, 6);
    expect(
      amounts
        .slice(2)
        .map((each) => each.toFixed(2))
        .toSorted(),
    ).toEqual(bare.toSorted());
    const most = mostCustomMetrics(1, 3);
    for (const words of [
      `About $${Math.round(usd)} a month`,
      `${STANDING.alarmMetrics + STANDING.alarmQueries} alarms`,
      `one each for ${STANDING.alarmMetrics} `,
      `the ${STANDING.alarmQueries} queries`,
      `polling of ${STANDING.polledQueues + STANDING.polledFifoQueues} queues`,
      `${STANDING.secrets} secrets`,
      `count ${Object.keys(CUSTOM_METRICS).length} events`,
      `${most} at the most ($${(most * PRICES.customMetricMonth).toFixed(2)}`,
    ])
      expect(section).toContain(words);
  });

  it('counts at most 42 metrics for one marketplace and three venues, one for each combination', () => {
    expect(mostCustomMetrics(1, 3)).toBe(12 + 4 * 1 + 2 + 3 + 2 + 3 * 5 + 4);
  });
});
