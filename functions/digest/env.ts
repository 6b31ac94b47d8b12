import * as z from 'zod';

export const Env = z.object({
  BRANDS_TABLE: z.string().min(1),
  CASES_TABLE: z.string().min(1),
  LISTINGS_TABLE: z.string().min(1),
  /** Topics are named `${TOPIC_PREFIX}-${brandId}`. */
  TOPIC_PREFIX: z.string().min(1),
});
export type Env = z.infer<typeof Env>;
