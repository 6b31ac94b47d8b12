import * as z from 'zod';
import { CalibrationCurve } from './calibration-curve.ts';
import data from './model.json' with { type: 'json' };

const Reason = z.string().min(20);

/** The weights of the signals, as data with a reason each. */
export const ScoringModel = z.strictObject({
  version: z.string().min(1),
  about: z.string(),
  bias: z.strictObject({ value: z.number(), reason: Reason }),
  /** Log-odds of a full hit, by signal id; never negative: evidence that speaks for the seller has a negative value. */
  weights: z.record(z.string(), z.strictObject({ weight: z.number().nonnegative(), reason: Reason })),
  /** The last stage, where there were enough decisions to learn it: log-odds as summed → share as observed. */
  calibration: z.strictObject({ reason: Reason, curve: CalibrationCurve }).optional(),
  probabilityOfAuthorised: z.number().min(0).max(0.01),
  expedite: z.strictObject({
    reason: Reason,
    families: z.int().min(2),
    familyLogOdds: z.number().positive(),
    gateLimit: z.number().min(0).max(1),
  }),
  /** Offers of a product of the brand far below its price go to a person from this share of the brand's `reviewAt`. Models stored before 2026-11-3 lack it. */
  cheapProduct: z
    .strictObject({
      reason: Reason,
      reviewShare: z.number().min(0).max(1),
      /** Least values of the two signals, with what the gate takes back taken off. */
      productMatch: z.number().min(0).max(1),
      lowPrice: z.number().min(0),
      /** Of the price where no product is found, for goods of a kind that the brand makes. Models stored before 2026-11-7 lack it. */
      lowPriceAlone: z.number().min(0).optional(),
    })
    .optional(),
});

export type ScoringModel = z.infer<typeof ScoringModel>;

/** What every deployment starts with; one that has learnt enough from its own decisions promotes another. */
export const model: ScoringModel = ScoringModel.parse(data);
