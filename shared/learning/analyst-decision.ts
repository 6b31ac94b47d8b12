import * as z from 'zod';
import { Listing } from '#shared/domain/listing.ts';
import { Decision } from '#shared/domain/verdict.ts';
import { effectiveCount } from './calibration.ts';
import type { FeatureValues } from './linear-model.ts';

/**
 * What an analyst decided about one listing. `features` are the signals' values when it was scored (a signal that did not
 * apply is absent); without them they are evaluated anew from `listing`. Unknown keys are ignored: exports carry more.
 */
export const AnalystDecision = z
  .object({
    brandId: z.string().min(1),
    sellerId: z.string().min(1),
    decision: z.enum(['confirmed', 'rejected', 'unsure']),
    /** Kept in UTC, so that texts sort as times do. */
    decidedAt: z.iso.datetime({ offset: true }).transform((at) => new Date(at).toISOString()),
    decidedBy: z.string().optional(),
    /** Probability with which this listing was picked for review; 1 when everything like it is reviewed. */
    selectionProbability: z.number().gt(0).max(1).default(1),
    features: z.record(z.string(), z.number()).optional(),
    listing: Listing.optional(),
    listingId: z.string().optional(),
    /** What the system had said of the listing, and with which model. */
    verdict: z
      .object({ probability: z.number().min(0).max(1), decision: Decision, modelVersion: z.string() })
      .optional(),
    /** Somebody else's look at a listing that was decided already: counts for agreement, and is not learnt from twice. */
    secondOpinion: z.boolean().default(false),
  })
  .refine(({ features, listing }) => features !== undefined || listing !== undefined, {
    error: 'needs "features" or "listing"',
  });
export type AnalystDecision = z.infer<typeof AnalystDecision>;

/** A listing from the random audit at 1 % stands for a hundred; rarer ones are capped, lest one decision rule the fit. */
const MOST_WEIGHT = 100;

/** Inverse selection probability; a decision that the analyst was unsure of teaches nothing, nor does a second opinion. */
export const decisionWeight = ({ decision, selectionProbability, secondOpinion }: AnalystDecision): number =>
  decision === 'unsure' || secondOpinion ? 0 : Math.min(MOST_WEIGHT, 1 / selectionProbability);

/** How many equally weighed decisions these are worth. */
export const worthOf = (decisions: readonly AnalystDecision[]): number => effectiveCount(decisions.map(decisionWeight));

/** A decision with the values of the signals. */
export type Evidence = AnalystDecision & { features: FeatureValues };

/** How often two analysts agreed on the same listing: no model can be expected to agree with them more often. */
export function analystAgreement(decisions: readonly AnalystDecision[]): { pairs: number; agreed: number } {
  const sure = decisions.filter(({ decision, decidedBy }) => decision !== 'unsure' && decidedBy !== undefined);
  const byListing = Map.groupBy(sure, (decision) => listingOf(decision));
  let pairs = 0;
  let agreed = 0;
  for (const [key, own] of byListing) {
    if (key === undefined) continue;
    for (const [i, one] of own.entries()) {
      for (const other of own.slice(i + 1)) {
        if (one.decidedBy === other.decidedBy) continue;
        pairs++;
        if (one.decision === other.decision) agreed++;
      }
    }
  }
  return { pairs, agreed };
}

/** Undefined where the line does not say which listing it is about. */
export function listingOf({ brandId, listingId, listing }: AnalystDecision): string | undefined {
  const id = listingId ?? (listing && `${listing.marketplace}~${listing.id}`);
  return id && `${brandId}~${id}`;
}
