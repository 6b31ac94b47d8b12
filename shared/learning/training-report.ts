import { z } from 'zod';
import type { Interval } from './bootstrap.ts';
import type { HeldOutFigures } from './refit.ts';

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

export function reportedFigures({ averagePrecision, recallAtP90, calibrationError }: HeldOutFigures) {
  return {
    averagePrecision: reportedFigure(averagePrecision),
    recallAtP90: reportedFigure(recallAtP90),
    calibrationError: reportedFigure(calibrationError),
  };
}

export const reportedFigure = ({ estimate, low, high }: Interval) => ({
  estimate: orNull(estimate),
  low: orNull(low),
  high: orNull(high),
});

const orNull = (value: number): number | null => (Number.isFinite(value) ? Number(value.toFixed(4)) : null);
