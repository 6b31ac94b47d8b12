import * as z from 'zod';

export const Env = z.object({ BRANDS_TABLE: z.string().min(1), SCAN_QUEUE_URL: z.url() });
export type Env = z.infer<typeof Env>;
