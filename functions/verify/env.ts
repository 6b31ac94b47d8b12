import * as z from 'zod';
import { FetchingEnv, MarketplaceOrigins } from '#shared/fetching/fetching-env.ts';

export const Env = FetchingEnv.extend({
  BRANDS_TABLE: z.string().min(1),
  CASES_TABLE: z.string().min(1),
  PACE_TABLE: z.string().min(1),
  TAKEDOWN_QUEUE_URL: z.url(),
  SCORE_QUEUE_URL: z.url(),
  ALERT_QUEUE_URL: z.url(),
  CAPTURE_QUEUE_URL: z.url(),
  CHANNEL_SECRET_ARN: z.string().min(1),
  VENUE_ACCOUNTS: z.string().min(1),
  MARKETPLACE_ORIGINS: MarketplaceOrigins,
});
export type Env = z.infer<typeof Env>;
