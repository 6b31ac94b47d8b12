import * as z from 'zod';

/** Result pages of one day's scans (UTC): how many were due, and how many were read whole or empty by the marketplace's own word. */
export const CoverageDay = z.object({ day: z.iso.date(), due: z.int().positive(), read: z.int().nonnegative() });
export type CoverageDay = z.infer<typeof CoverageDay>;
