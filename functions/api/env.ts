import * as z from 'zod';

export const Env = z.object({
  BRANDS_TABLE: z.string().min(1),
  LISTINGS_TABLE: z.string().min(1),
  CASES_TABLE: z.string().min(1),
  PEOPLE_TABLE: z.string().min(1),
  AUDIT_TABLE: z.string().min(1),
  EVIDENCE_BUCKET: z.string().min(1),
  TAKEDOWN_QUEUE_URL: z.url(),
  ALERT_QUEUE_URL: z.url(),
  CAPTURE_QUEUE_URL: z.url(),
  SCAN_QUEUE_URL: z.url(),
  WEBHOOK_QUEUE_URL: z.url(),
  WEBHOOK_SECRET_ARN: z.string().min(1),
  PAGES_BUCKET: z.string().min(1),
  PACKET_FUNCTION_NAME: z.string().min(1),
  DISPATCH_FUNCTION_NAME: z.string().min(1),
  DIGEST_FUNCTION_NAME: z.string().min(1),
  CRAWL_FUNCTION_NAME: z.string().min(1),
  /** Topics are named `${TOPIC_PREFIX}-${brandId}`. */
  TOPIC_PREFIX: z.string().min(1),
});
export type Env = z.infer<typeof Env>;
