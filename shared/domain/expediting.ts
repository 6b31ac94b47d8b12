import * as z from 'zod';
import type { Brand } from './brand.ts';
import { formatProbability } from './verdict.ts';

/** Precision that must be proved on the brand's own decisions before notices leave without a person. */
export const EXPEDITE_PRECISION = 0.9;
/**
 * Where a brand starts: the shipped weights were not calibrated on its listings, and from 0.95 the probability may be wrong by
 * as much again as it promises to be before the precision of 0.90 is missed.
 */
const CAREFUL_FROM = 0.95;
/**
 * The bound alone is reached by 25 flawless decisions: one lucky day, perhaps about one seller. Confirmed ones are counted, not
 * decided ones: a rejected listing as the hundredth must not bring about the proof.
 */
export const LEAST_CONFIRMED = 100;

/** What a brand's own decisions have proved of one model. */
export const Expediting = z.object({
  proved: z.boolean(),
  /** Probability from which; proved or only tried out. */
  from: z.number().min(0).max(1),
  /** Decided listings at or above that probability, and how many of them were confirmed; of one seller's a few at most. */
  decided: z.int().nonnegative(),
  confirmed: z.int().nonnegative(),
  modelVersion: z.string(),
  at: z.iso.datetime(),
});
export type Expediting = z.infer<typeof Expediting>;

/** From where a brand's listings are expedited, and whether a notice may leave without a person. */
export type AutoSubmitThreshold = Pick<Expediting, 'proved' | 'from' | 'decided' | 'confirmed'> & {
  /** In words, when the decisions were not counted for this model and from this probability; the figures are 0 then. */
  uncounted?: string;
};

/** The brand's own `expediteAt` is the floor that its analyst sets: no proof goes below it. */
export const carefulFrom = ({ enforcement }: Pick<Brand, 'enforcement'>): number =>
  Math.max(enforcement.expediteAt, CAREFUL_FROM);

/** A proof holds for the model it was made with, and from where the analyst allows; otherwise the careful start holds. */
export function autoSubmitThreshold(
  brand: Pick<Brand, 'enforcement'>,
  found: Expediting | undefined,
  modelVersion: string,
): AutoSubmitThreshold {
  const uncounted = whyUncounted(brand, found, modelVersion);
  if (!found || uncounted) return { proved: false, from: carefulFrom(brand), decided: 0, confirmed: 0, uncounted };
  const { proved, from, decided, confirmed } = found;
  return { proved, from, decided, confirmed };
}

/** What was found before the model or `expediteAt` changed says nothing of how it stands now. */
function whyUncounted(
  brand: Pick<Brand, 'enforcement'>,
  found: Expediting | undefined,
  modelVersion: string,
): string | undefined {
  if (!found) return `${LEAST_CONFIRMED} confirmed decisions are needed, and none is counted yet`;
  if (found.modelVersion !== modelVersion)
    return `the decisions were counted for model ${found.modelVersion}, and model ${modelVersion} is in use`;
  const holds = found.proved ? found.from >= brand.enforcement.expediteAt : found.from === carefulFrom(brand);
  return holds ? undefined : `the decisions were counted from ${formatProbability(found.from)} on`;
}

/** For people: "Expediting starts carefully at 95 %: 63 more confirmed decisions needed (37 of 100)". */
export function expeditingWords({ proved, from, decided, confirmed, uncounted }: AutoSubmitThreshold): string {
  const start = formatProbability(from);
  if (proved) return `Expediting: proved from ${start} on ${decided} decisions`;
  if (uncounted) return `Expediting starts carefully at ${start}: ${uncounted}; the next training counts them`;
  if (decided < LEAST_CONFIRMED) {
    const others = decided > confirmed ? `; ${decided - confirmed} not confirmed` : '';
    return `Expediting starts carefully at ${start}: ${LEAST_CONFIRMED - confirmed} more confirmed decisions needed (${confirmed} of ${LEAST_CONFIRMED}${others})`;
  }
  return `Expediting stays careful at ${start}: ${confirmed} of ${decided} decisions from there on were confirmed, and no threshold proves ${formatProbability(EXPEDITE_PRECISION)} on ${LEAST_CONFIRMED} confirmed`;
}
