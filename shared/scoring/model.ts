import { z } from 'zod';
import data from './model.json' with { type: 'json' };

const Reason = z.string().min(20);

const Model = z.strictObject({
  version: z.string().min(1),
  about: z.string(),
  bias: z.strictObject({ value: z.number(), reason: Reason }),
  /** Log-odds of a full hit, by signal id; never negative: evidence that speaks for the seller has a negative value. */
  weights: z.record(z.string(), z.strictObject({ weight: z.number().nonnegative(), reason: Reason })),
  probabilityOfAuthorised: z.number().min(0).max(0.01),
  expedite: z.strictObject({
    reason: Reason,
    families: z.int().min(2),
    familyLogOdds: z.number().positive(),
    gateLimit: z.number().min(0).max(1),
  }),
});

/** The weights, as data with a reason each. */
export const model = Model.parse(data);
