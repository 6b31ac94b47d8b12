import type { Brand } from '#shared/domain/brand.ts';
import type { AlertJob, AlertKind } from '#shared/domain/messages.ts';
import { EVENT_OF_ALERT, type WebhookJob } from '#shared/domain/webhook.ts';
import { publishWhenAwake } from '#shared/messaging/publish-when-awake.ts';
import type { Queue } from '#shared/messaging/queue.ts';
import type { BrandTopics } from '#shared/messaging/topic.ts';
import type { Clock } from '#shared/runtime/clock.ts';
import { logger } from '#shared/runtime/logger.ts';
import type { AlertStore } from '#shared/stores/alert-store.ts';
import type { BrandStore } from '#shared/stores/brand-store.ts';
import type { CaseStore } from '#shared/stores/case-store.ts';
import type { QuotaStore } from '#shared/stores/quota-store.ts';
import type { WebhookStore } from '#shared/stores/webhook-store.ts';
import { alertEmail } from './alert-email.ts';

export type AlertServices = {
  brands: Pick<BrandStore, 'get'>;
  cases: Pick<CaseStore, 'get'>;
  alerts: AlertStore;
  quotas: QuotaStore;
  topics: Pick<BrandTopics, 'publish'>;
  webhooks: Pick<WebhookStore, 'get'>;
  webhookJobs: Pick<Queue<WebhookJob>, 'send'>;
  clock: Clock;
};

/** Nothing moves on before a person acts. */
const ALWAYS_URGENT = new Set<AlertKind>([
  'uncertain',
  'sending-stopped',
  'task-due',
  'counter-noticed',
  'notice-refused',
]);
/** New finds, urgent from the brand's `criticalAt` on. */
const URGENT_WHEN_CRITICAL = new Set<AlertKind>(['case-flagged', 'case-queued', 'relisted']);
/** SNS switches an e-mail subscription off above ten a second, and people do so long before; the rest waits for the digest. */
const MAILS_PER_HOUR = 20;

/** Tells the brand's people at once, or keeps the alert for the digest; each alert once. */
export async function alert(job: AlertJob, services: AlertServices): Promise<void> {
  const { brands, cases, alerts, quotas, topics, clock } = services;
  const brand = await brands.get(job.brandId);
  if (!brand) return logger.warn('alert for an unknown brand', { alertId: job.alertId });
  const now = clock();
  if (!(await alerts.claim(job.alertId, now))) return;
  const place = { key: `mails~${brand.id}~${now.toISOString().slice(0, 13)}`, by: job.alertId, at: now };
  if (isUrgent(job, brand) && (await quotas.take(place, MAILS_PER_HOUR))) {
    const record = job.caseId ? await cases.get(job.caseId) : undefined;
    await publishWhenAwake(alertEmail(job, brand, record), [job], brand, { alerts, topics, now });
    await tellWebhook(job, services);
  } else {
    // Kept last: the digest confirms what it mails, and nothing of this may be left to do by then.
    await tellWebhook(job, services);
    await alerts.keep(job);
  }
  await alerts.confirm(job.alertId, now);
}

/** Programs are told of everything at once; their own queue, so that a receiver that is down keeps no mail back. */
async function tellWebhook({ kind, ...alert }: AlertJob, { webhooks, webhookJobs }: AlertServices): Promise<void> {
  if (!(await webhooks.get(alert.brandId))) return;
  const { brandId } = alert;
  await webhookJobs.send({ brandId, event: EVENT_OF_ALERT[kind], alert, tries: 0 }, { group: brandId });
}

export function isUrgent({ kind, probability = 0 }: AlertJob, { alerts }: Brand): boolean {
  if (alerts.digest === 'off' || ALWAYS_URGENT.has(kind)) return true;
  return URGENT_WHEN_CRITICAL.has(kind) && probability >= alerts.criticalAt;
}
