import * as z from 'zod';

/** `share` is null of nothing: 0 of 0 is no rate. */
export const Rate = z.object({ part: z.int(), of: z.int(), share: z.number().min(0).max(1).nullable() });
export type Rate = z.infer<typeof Rate>;

export const rate = (part = 0, of = 0): Rate => ({ part, of, share: of === 0 ? null : part / of });
