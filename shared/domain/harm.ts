import * as z from 'zod';

/** One reason why an offer matters while it stays up. `why` names what was counted. */
export const HarmPart = z.object({
  what: z.enum(['visibility', 'sales', 'seller', 'safety']),
  points: z.number(),
  why: z.string(),
});
export type HarmPart = z.infer<typeof HarmPart>;

/** What an offer does while it stays up, in points. The parts add up to the points. */
export const Harm = z.object({ points: z.number().nonnegative(), parts: z.array(HarmPart) });
export type Harm = z.infer<typeof Harm>;
