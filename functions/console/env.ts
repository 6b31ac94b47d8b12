import * as z from 'zod';
import { TranslatorName } from '#shared/domain/translation.ts';
import { FetchingEnv } from '#shared/fetching/fetching-env.ts';

export const Env = FetchingEnv.extend({
  EVIDENCE_BUCKET: z.string().min(1),
  BRANDS_TABLE: z.string().min(1),
  LISTINGS_TABLE: z.string().min(1),
  CASES_TABLE: z.string().min(1),
  PEOPLE_TABLE: z.string().min(1),
  AUDIT_TABLE: z.string().min(1),
  TAKEDOWN_QUEUE_URL: z.string().min(1),
  ALERT_QUEUE_URL: z.string().min(1),
  CAPTURE_QUEUE_URL: z.string().min(1),
  SCAN_QUEUE_URL: z.string().min(1),
  WEBHOOK_QUEUE_URL: z.string().min(1),
  WEBHOOK_SECRET_ARN: z.string().min(1),
  PAGES_BUCKET: z.string().min(1),
  PACKET_FUNCTION_NAME: z.string().min(1),
  DISPATCH_FUNCTION_NAME: z.string().min(1),
  CRAWL_FUNCTION_NAME: z.string().min(1),
  /** Topics are named `${TOPIC_PREFIX}-${brandId}`. */
  TOPIC_PREFIX: z.string().min(1),
  /** Where the console itself is: https://…, without a path. */
  CONSOLE_URL: z.url(),
  /** Signs the tokens. */
  ISSUER_URL: z.url(),
  /** Where people sign in. */
  LOGIN_URL: z.url(),
  SIGN_IN_CLIENT_ID: z.string().min(1),
  TRANSLATOR: TranslatorName.default('off'),
  /** Where the e-mails can be read; only the host on one machine keeps them. */
  OUTBOX_PATH: z.string().optional(),
});
export type Env = z.infer<typeof Env>;
