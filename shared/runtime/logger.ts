import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';

/** Constant message + fields; a line per page or case, never per listing. */
export const logger = new Logger({ serviceName: 'markwarden' });

const metrics = new Metrics({ namespace: 'Markwarden', serviceName: 'pipeline' });

/** One CloudWatch metric point in embedded metric format. */
export function countMetric(name: string, value = 1, dimensions: Record<string, string> = {}): void {
  const single = metrics.singleMetric();
  for (const [key, dimension] of Object.entries(dimensions)) single.addDimension(key, dimension);
  single.addMetric(name, MetricUnit.Count, value);
}
