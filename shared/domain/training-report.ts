import * as z from 'zod';

// NaN says that the data cannot answer; JSON and DynamoDB know no NaN.
const Figure = z.object({
  estimate: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
});
const Figures = z.object({ averagePrecision: Figure, recallAtP90: Figure, calibrationError: Figure });

/** What a night's training found, promoted or not. */
export const TrainingReport = z.object({
  at: z.iso.datetime(),
  /** The model that was in use, and the one that was fitted. */
  inUse: z.string(),
  candidate: z.string(),
  promoted: z.boolean(),
  why: z.string(),
  /** `read`: all that were looked at. `withoutFeatures`: from before features were stored. `beyondLimit`: older ones left out. */
  decisions: z.object({ read: z.int(), withoutFeatures: z.int(), beyondLimit: z.boolean() }),
  counts: z.object({ training: z.int(), heldOut: z.int(), unused: z.int(), confirmedHeldOut: z.int() }),
  before: Figures.optional(),
  after: Figures.optional(),
  /** The new weights' calibration error without the curve that calibrates them; with it, it is in `after`. Absent: no curve. */
  errorWithoutCurve: Figure.optional(),
  /** How often two analysts agreed about the same listing: no model can be expected to agree with them more often. */
  agreement: z.object({ pairs: z.int(), agreed: z.int() }),
});
export type TrainingReport = z.infer<typeof TrainingReport>;
