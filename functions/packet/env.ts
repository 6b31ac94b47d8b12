import * as z from 'zod';

export const Env = z.object({ EVIDENCE_BUCKET: z.string().min(1) });
