import * as z from 'zod';
import { MarketplaceOrigins } from '#shared/fetching/fetching-env.ts';

export const Env = z.object({
  BRANDS_TABLE: z.string().min(1),
  SCAN_QUEUE_URL: z.url(),
  ALERT_QUEUE_URL: z.url(),
  LISTINGS_TABLE: z.string().min(1),
  PAGES_BUCKET: z.string().min(1),
  MARKETPLACE_ORIGINS: MarketplaceOrigins,
});
export type Env = z.infer<typeof Env>;
