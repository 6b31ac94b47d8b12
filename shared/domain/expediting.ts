import { z } from 'zod';
import type { Brand } from './brand.ts';
import { formatProbability } from './verdict.ts';

/** Precision that must be proved on the brand's own decisions before notices leave without a person. */
export const EXPEDITE_PRECISION = 0.9;
/**
 * Where a brand starts: the shipped weights were not calibrated on its listings, and from 0.95 the probability may be wrong by
 * as much again as it promises to be before the precision of 0.90 is missed.
 */
const CAREFUL_FROM = 0.95;
/** The bound alone is reached by 25 flawless decisions: one lucky day, perhaps about one seller. */
export const LEAST_DECIDED = 100;

/** What a brand's own decisions have proved of one model. */
export const Expediting = z.object({
  proved: z.boolean(),
  /** Probability from which; proved or only tried out. */
  from: z.number().min(0).max(1),
  /** Decided listings at or above that probability, and how many of them were confirmed. */
  decided: z.int().nonnegative(),
  confirmed: z.int().nonnegative(),
  modelVersion: z.string(),
  at: z.iso.datetime(),
});
export type Expediting = z.infer<typeof Expediting>;

/** From where a brand's listings are expedited, and whether a notice may leave without a person. */
export type ExpeditingNow = Pick<Expediting, 'proved' | 'from' | 'decided' | 'confirmed'>;

/** The brand's own `expediteAt` is the floor that its analyst sets: no proof goes below it. */
export const carefulFrom = ({ enforcement }: Pick<Brand, 'enforcement'>): number =>
  Math.max(enforcement.expediteAt, CAREFUL_FROM);

/** A proof holds for the model it was made with, and from where the analyst allows; otherwise the careful start holds. */
export function expeditingNow(
  brand: Pick<Brand, 'enforcement'>,
  found: Expediting | undefined,
  modelVersion: string,
): ExpeditingNow {
  const holds = found?.proved && found.modelVersion === modelVersion && found.from >= brand.enforcement.expediteAt;
  if (holds) return { proved: true, from: found.from, decided: found.decided, confirmed: found.confirmed };
  return { proved: false, from: carefulFrom(brand), decided: found?.decided ?? 0, confirmed: found?.confirmed ?? 0 };
}

/** For people: "Expediting starts carefully at 95 %: 63 more decisions needed (37 of 100)". */
export function expeditingWords({ proved, from, decided, confirmed }: ExpeditingNow): string {
  const start = formatProbability(from);
  if (proved) return `Expediting: proved from ${start} on ${decided} decisions`;
  if (decided < LEAST_DECIDED) {
    return `Expediting starts carefully at ${start}: ${LEAST_DECIDED - decided} more decisions needed (${decided} of ${LEAST_DECIDED})`;
  }
  return `Expediting stays careful at ${start}: ${confirmed} of ${decided} decisions above it were confirmed, which does not prove ${formatProbability(EXPEDITE_PRECISION)}`;
}
