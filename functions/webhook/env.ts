import * as z from 'zod';
import { FetchingEnv } from '#shared/fetching/fetching-env.ts';

export const Env = z.object({
  ...FetchingEnv.shape,
  BRANDS_TABLE: z.string().min(1),
  CASES_TABLE: z.string().min(1),
  WEBHOOK_SECRET_ARN: z.string().min(1),
  WEBHOOK_QUEUE_URL: z.url(),
  /** Where people open what they are told about. */
  CONSOLE_URL: z.url(),
});
export type Env = z.infer<typeof Env>;
