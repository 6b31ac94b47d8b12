import type { Brand } from '#shared/domain/brand.ts';
import type { AlertJob } from '#shared/domain/messages.ts';
import type { AlertStore } from '#shared/stores/alert-store.ts';
import { awakeAndQuiet } from './quiet-hours.ts';
import type { BrandTopics, TopicMessage } from './topic.ts';

type Services = { alerts: Pick<AlertStore, 'keep'>; topics: Pick<BrandTopics, 'publish'>; now: Date };

/**
 * Mails it to whom may be written to now; for the others the alerts that it tells of are kept until their quiet hours are over. Kept last:
 * of what could not be mailed nothing is kept, for whoever tries again may find them awake. A crash in between tells somebody twice and
 * nobody never.
 */
export async function publishWhenAwake(
  message: TopicMessage,
  tells: readonly AlertJob[],
  { id, alerts: wanted }: Pick<Brand, 'id' | 'alerts'>,
  { alerts, topics, now }: Services,
): Promise<void> {
  const { awake, quiet } = awakeAndQuiet(wanted, now);
  if (quiet.length === 0) return topics.publish(id, message);
  if (awake.length > 0) await topics.publish(id, message, awake);
  for (const email of quiet) await Promise.all(tells.map((alert) => alerts.keep(alert, email)));
}
