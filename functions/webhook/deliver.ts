import type { Case } from '#shared/domain/case.ts';
import { signingGenerations, type Webhook, type WebhookEvent, type WebhookJob } from '#shared/domain/webhook.ts';
import { eventId } from '#shared/messaging/webhook-keys.ts';
import { ThrottledError } from '#shared/runtime/errors.ts';
import { logger } from '#shared/runtime/logger.ts';
import { payloadOf } from './payload.ts';
import type { WebhookServices } from './services.ts';

const TIMEOUT_MS = 10_000;
/** Of an answer nothing is used but its status. */
const MOST_ANSWER_BYTES = 256 * 1024;

/** How long after each failure it is tried again: two hours together, and then it is a dead letter. */
const WAITS_MS = [5, 60, 300, 900, 900, 900, 900, 900, 900, 900].map((seconds) => seconds * 1000);

/**
 * Delivers one event, signed anew at each try. Receivers know a repeated one by its id.
 * @throws ThrottledError when it is to be tried again later, Error when that was often enough.
 */
export async function deliver(job: WebhookJob, services: WebhookServices): Promise<void> {
  const { brands, cases, webhooks } = services;
  const webhook = await webhooks.get(job.brandId);
  const brand = webhook && (await brands.get(job.brandId));
  if (!webhook || !brand) return logger.info('no webhook any more', { brandId: job.brandId });
  const record = job.alert.caseId ? await cases.get(job.alert.caseId) : undefined;
  const event = eventOf(job.event, record, brand.alerts.criticalAt);
  if (webhook.events && event !== 'test' && !webhook.events.includes(event)) return;
  const told = { job: { ...job, event }, brandName: brand.name, record, consoleUrl: services.consoleUrl };
  const id = eventId(job);
  const problem = await post(webhook, { id, body: payloadOf(webhook.form, told) }, services);
  const at = services.clock().toISOString();
  await webhooks.noteDelivery(job.brandId, { id, at, ok: problem === undefined, said: problem ?? 'taken' });
  if (problem === undefined) return;
  const wait = WAITS_MS[job.tries];
  if (wait === undefined) throw new Error(`the webhook of ${job.brandId} at ${webhook.host} takes nothing: ${problem}`);
  throw new ThrottledError(`the webhook of ${job.brandId} at ${webhook.host}: ${problem}`, wait);
}

/** Said of a case, it depends on where the case stands by now. */
function eventOf(event: WebhookEvent, record: Case | undefined, criticalAt: number): WebhookEvent {
  if (!record) return event;
  if (event === 'case.opened' && record.verdict.probability >= criticalAt) return 'case.critical';
  return event === 'notice.waiting' && record.state === 'rejected' ? 'notice.refused' : event;
}

/** Why it was not taken; undefined when it was. */
async function post(
  webhook: Webhook,
  { id, body }: { id: string; body: string },
  { keys, fetch, clock }: WebhookServices,
): Promise<string | undefined> {
  const now = clock();
  const timestamp = Math.floor(now.getTime() / 1000);
  const signature =
    webhook.form === 'standard' &&
    (await keys.sign(webhook.brandId, signingGenerations(webhook, now), { id, timestamp, body }));
  const url = await keys.open(webhook.brandId, webhook.sealedUrl);
  try {
    const { status } = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(signature && {
          'webhook-id': id,
          'webhook-timestamp': String(timestamp),
          'webhook-signature': signature,
        }),
      },
      body,
      timeoutMs: TIMEOUT_MS,
      maxBytes: MOST_ANSWER_BYTES,
    });
    return status >= 200 && status < 300 ? undefined : `HTTP ${status}`;
  } catch (error) {
    // A message may repeat the address, and that may be a secret.
    return (error as Error).message.replaceAll(url, webhook.host).slice(0, 300);
  }
}
