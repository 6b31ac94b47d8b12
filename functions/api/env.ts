import * as z from 'zod';

export const Env = z.object({
  BRANDS_TABLE: z.string().min(1),
  LISTINGS_TABLE: z.string().min(1),
  CASES_TABLE: z.string().min(1),
  TAKEDOWN_QUEUE_URL: z.url(),
  DISPATCH_FUNCTION_NAME: z.string().min(1),
  /** Topics are named `${TOPIC_PREFIX}-${brandId}`. */
  TOPIC_PREFIX: z.string().min(1),
  /** Where the e-mails can be read; only the host on one machine keeps them. */
  OUTBOX_PATH: z.string().optional(),
});
export type Env = z.infer<typeof Env>;
