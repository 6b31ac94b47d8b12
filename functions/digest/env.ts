import * as z from 'zod';

export const Env = z.object({
  BRANDS_TABLE: z.string().min(1),
  CASES_TABLE: z.string().min(1),
  LISTINGS_TABLE: z.string().min(1),
  PAGES_BUCKET: z.string().min(1),
  PACKET_FUNCTION_NAME: z.string().min(1),
  RENDER_FUNCTION_NAME: z.string().min(1),
  /** Where reports are opened: https://…, without a path. */
  CONSOLE_URL: z.url(),
  /** Topics are named `${TOPIC_PREFIX}-${brandId}`. */
  TOPIC_PREFIX: z.string().min(1),
});
export type Env = z.infer<typeof Env>;
