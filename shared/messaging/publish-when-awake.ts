import type { Brand } from '#shared/domain/brand.ts';
import type { AlertJob } from '#shared/domain/messages.ts';
import type { AlertStore } from '#shared/stores/alert-store.ts';
import { awakeAndQuiet } from './quiet-hours.ts';
import type { BrandTopics, TopicMessage } from './topic.ts';

type Services = { alerts: Pick<AlertStore, 'keep' | 'drop'>; topics: Pick<BrandTopics, 'publish'>; now: Date };

/**
 * Mails it to whom may be written to now; for the others the alerts that it tells of are kept until their quiet hours are over. Kept first:
 * a crash in between tells somebody twice and nobody never.
 * @throws as publishing does; then nothing is kept, for whoever tries again may find other people awake
 */
export async function publishWhenAwake(
  message: TopicMessage,
  tells: readonly AlertJob[],
  { id, alerts: wanted }: Pick<Brand, 'id' | 'alerts'>,
  { alerts, topics, now }: Services,
): Promise<void> {
  const { awake, quiet } = awakeAndQuiet(wanted, now);
  if (quiet.length === 0) return topics.publish(id, message);
  for (const email of quiet) await Promise.all(tells.map((alert) => alerts.keep(alert, email)));
  if (awake.length === 0) return;
  try {
    await topics.publish(id, message, awake);
  } catch (error) {
    for (const email of quiet) await alerts.drop(tells, email);
    throw error;
  }
}
