import * as z from 'zod';
import { TimeStampUrl } from '#shared/evidence/time-stamp-url.ts';
import { FetchingEnv, MarketplaceOrigins } from '#shared/fetching/fetching-env.ts';

export const Env = FetchingEnv.extend({
  CASES_TABLE: z.string().min(1),
  PACE_TABLE: z.string().min(1),
  PAGES_BUCKET: z.string().min(1),
  EVIDENCE_BUCKET: z.string().min(1),
  CAPTURE_QUEUE_URL: z.url(),
  RENDER_FUNCTION_NAME: z.string().min(1),
  MARKETPLACE_ORIGINS: MarketplaceOrigins,
  TIME_STAMP_URL: TimeStampUrl,
});
export type Env = z.infer<typeof Env>;
