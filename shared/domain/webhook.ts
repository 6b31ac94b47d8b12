import * as z from 'zod';
import { AlertJob, type AlertKind } from './messages.ts';
import { DAY_MS } from './time-units.ts';

/** What a brand's webhook can be told of. */
export const WebhookEvent = z.enum([
  'case.opened',
  'case.critical',
  'case.relisted',
  'notice.waiting',
  'notice.sent',
  'notice.refused',
  'notice.counter-noticed',
  'notice.uncertain',
  'listing.removed',
  'listing.not-removed',
  'store.closed',
  'task.due',
  'sending.stopped',
  'coverage.lost',
  'work.failed',
  'test',
]);
export type WebhookEvent = z.infer<typeof WebhookEvent>;

export const EVENT_OF_ALERT: Record<AlertKind, WebhookEvent> = {
  'case-flagged': 'case.opened',
  'case-queued': 'case.opened',
  relisted: 'case.relisted',
  'awaiting-approval': 'notice.waiting',
  'notice-sent': 'notice.sent',
  'notice-refused': 'notice.refused',
  'counter-noticed': 'notice.counter-noticed',
  'removal-verified': 'listing.removed',
  uncertain: 'notice.uncertain',
  'not-removed': 'listing.not-removed',
  'store-closed': 'store.closed',
  'task-due': 'task.due',
  'sending-stopped': 'sending.stopped',
  'coverage-lost': 'coverage.lost',
  'work-failed': 'work.failed',
};

/** `standard`: Standard Webhooks, signed. `slack`: what Slack's incoming webhooks take, and those of its likes. */
export const WebhookForm = z.enum(['standard', 'slack']);
export type WebhookForm = z.infer<typeof WebhookForm>;

/** How the last try to deliver went. */
export const Delivery = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  ok: z.boolean(),
  /** "HTTP 503", "no complete answer in time". */
  said: z.string(),
});
export type Delivery = z.infer<typeof Delivery>;

/** Where a brand's news goes. The address may hold a secret, as Slack's does: it is kept sealed, and only its host is shown. */
export const Webhook = z.object({
  brandId: z.string(),
  form: WebhookForm,
  /** Absent: all of them. */
  events: z.array(WebhookEvent).optional(),
  host: z.string(),
  sealedUrl: z.string(),
  /** Of the signing key, counted from the epoch second of the first; the one before still signs for a day after `rotatedAt`. */
  generation: z.int().positive(),
  rotatedAt: z.iso.datetime().optional(),
  by: z.string(),
  at: z.iso.datetime(),
  lastDelivery: Delivery.optional(),
});
export type Webhook = z.infer<typeof Webhook>;

/** One thing to tell. The alert's id makes the event's: told again it is the same event. */
export const WebhookJob = z.object({
  brandId: z.string(),
  event: WebhookEvent,
  alert: AlertJob.omit({ kind: true }),
  tries: z.int().nonnegative().default(0),
});
export type WebhookJob = z.infer<typeof WebhookJob>;

/** Generations of the key that sign now, newest first. */
export function signingGenerations({ generation, rotatedAt }: Webhook, now: Date): number[] {
  const isOldGood = rotatedAt !== undefined && Date.parse(rotatedAt) + DAY_MS > now.getTime();
  return isOldGood && generation > 1 ? [generation, generation - 1] : [generation];
}
