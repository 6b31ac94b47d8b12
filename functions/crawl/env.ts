import * as z from 'zod';
import { FetchingEnv, MarketplaceOrigins } from '#shared/fetching/fetching-env.ts';

export const Env = FetchingEnv.extend({
  BRANDS_TABLE: z.string().min(1),
  LISTINGS_TABLE: z.string().min(1),
  PACE_TABLE: z.string().min(1),
  SCAN_QUEUE_URL: z.url(),
  SCORE_QUEUE_URL: z.url(),
  ALERT_QUEUE_URL: z.url(),
  PAGES_BUCKET: z.string().min(1),
  RENDER_FUNCTION_NAME: z.string().min(1),
  API_SECRET_ARN: z.string().min(1),
  MARKETPLACE_ORIGINS: MarketplaceOrigins,
});
export type Env = z.infer<typeof Env>;
