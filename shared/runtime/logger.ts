import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { currentTrail } from './trail.ts';

type Fields = Record<string, unknown>;

const lines = new Logger({ serviceName: 'markwarden' });
const line =
  (level: 'info' | 'warn' | 'error') =>
  (message: string, fields: Fields = {}): void =>
    lines[level](message, { ...currentTrail(), ...fields });

/** Constant message + fields, and the ids of the work in hand; a line per page or case, never per listing. */
export const logger = { info: line('info'), warn: line('warn'), error: line('error') };

const metrics = new Metrics({ namespace: 'Markwarden', serviceName: 'pipeline' });

/** One CloudWatch metric point in embedded metric format. */
export function countMetric(name: string, value = 1, dimensions: Record<string, string> = {}): void {
  const single = metrics.singleMetric();
  for (const [key, dimension] of Object.entries(dimensions)) single.addDimension(key, dimension);
  single.addMetric(name, MetricUnit.Count, value);
}
