import * as z from 'zod';
import { TimeStampUrl } from '#shared/evidence/time-stamp-url.ts';
import { FetchingEnv, MarketplaceOrigins } from '#shared/fetching/fetching-env.ts';

export const Env = FetchingEnv.extend({
  BRANDS_TABLE: z.string().min(1),
  CASES_TABLE: z.string().min(1),
  PACE_TABLE: z.string().min(1),
  ALERT_QUEUE_URL: z.url(),
  TAKEDOWN_QUEUE_URL: z.url(),
  PAGES_BUCKET: z.string().min(1),
  EVIDENCE_BUCKET: z.string().min(1),
  RENDER_FUNCTION_NAME: z.string().min(1),
  PACKET_FUNCTION_NAME: z.string().min(1),
  CHANNEL_SECRET_ARN: z.string().min(1),
  /** Where the accounts of brands at venues are kept. */
  VENUE_ACCOUNTS: z.string().min(1),
  /** The verified address that notices are mailed from; empty: none are. */
  NOTICE_SENDER: z.union([z.literal(''), z.email()]),
  MARKETPLACE_ORIGINS: MarketplaceOrigins,
  TIME_STAMP_URL: TimeStampUrl,
  SENDING_ENABLED: z.enum(['true', 'false']).transform((text) => text === 'true'),
});
export type Env = z.infer<typeof Env>;
