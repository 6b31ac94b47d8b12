import { z } from 'zod';

export const Env = z.object({
  BRANDS_TABLE: z.string().min(1),
  CASES_TABLE: z.string().min(1),
});
