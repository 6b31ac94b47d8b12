import * as z from 'zod';
import { FetchingEnv } from '#shared/fetching/fetching-env.ts';

export const Env = FetchingEnv.extend({
  PACE_TABLE: z.string().min(1),
  PAGES_BUCKET: z.string().min(1),
  EVIDENCE_BUCKET: z.string().min(1),
  /** An installed browser to use instead of the bundled one. */
  CHROME_PATH: z.string().optional(),
});
export type Env = z.infer<typeof Env>;
