import type { Brand } from '#shared/domain/brand.ts';
import { carefulFrom, EXPEDITE_PRECISION, type Expediting, LEAST_CONFIRMED } from '#shared/domain/expediting.ts';
import type { ScoringModel } from '#shared/scoring/model.ts';
import { type Evidence, listingOf } from './analyst-decision.ts';
import { isStopped, modelProbability } from './linear-model.ts';
import { linearModelOf, SIGNAL_ROLES } from './model-file.ts';
import { wilsonLowerBound } from './wilson.ts';

/** One decided listing: its probability as the cautious reading has it, and how it ended. */
export type Outcome = { probability: number; confirmed: boolean; sellerId: string };

export type Proof = { from: number; decided: number; confirmed: number };

/**
 * One seller's copies, and their relistings, say the same thing many times: at most so many of them count as confirmed. What
 * was rejected counts without limit.
 */
const MOST_CONFIRMED_PER_SELLER = 5;

/**
 * The lowest probability, not below `floor`, from which precision is at least the target with 95 % confidence (Wilson), on
 * enough confirmed listings. Only where something was confirmed: so one more rejected listing can only raise the answer, or undo it.
 */
export function provedFrom(outcomes: readonly Outcome[], floor: number): Proof | undefined {
  const falling = countable(outcomes, floor);
  let proof: Proof | undefined;
  let confirmed = 0;
  let lastConfirmed: number | undefined;
  for (const [i, { probability, confirmed: isConfirmed }] of falling.entries()) {
    if (isConfirmed) {
      confirmed++;
      lastConfirmed = probability;
    }
    // Equal probabilities stand and fall together.
    if (falling[i + 1]?.probability === probability || lastConfirmed !== probability) continue;
    const decided = i + 1;
    if (confirmed >= LEAST_CONFIRMED && wilsonLowerBound(confirmed, decided) >= EXPEDITE_PRECISION)
      proof = { from: probability, decided, confirmed };
  }
  return proof;
}

/** What counts from this probability on, highest first. */
function countable(outcomes: readonly Outcome[], from: number): Outcome[] {
  const confirmedOf = new Map<string, number>();
  return outcomes
    .filter(({ probability }) => probability >= from)
    .toSorted((a, b) => b.probability - a.probability)
    .filter(({ sellerId, confirmed }) => {
      if (!confirmed) return true;
      const before = confirmedOf.get(sellerId) ?? 0;
      confirmedOf.set(sellerId, before + 1);
      return before < MOST_CONFIRMED_PER_SELLER;
    });
}

/**
 * What a brand's own decisions prove of this model. Each counts twice over: as the verdict was given before anybody decided,
 * which no model had learnt from, and as this model gives it now, which is what the threshold will be asked about. A confirmed
 * listing takes the lower of the two, any other the higher. What a second person would not confirm is not confirmed. A random audit counts once: its weight must not make one decision a hundred.
 */
export function proveExpediting(
  brand: Pick<Brand, 'enforcement'>,
  decisions: readonly Evidence[],
  model: ScoringModel,
  now: Date,
): Expediting {
  const linear = linearModelOf(model);
  const disputed = new Set(
    decisions
      .filter(({ secondOpinion, decision }) => secondOpinion && decision !== 'confirmed')
      .flatMap((one) => listingOf(one) ?? []),
  );
  const outcomes = decisions
    .filter(({ features, secondOpinion }) => !secondOpinion && !isStopped(features, SIGNAL_ROLES))
    .map((one): Outcome => {
      const { features, verdict, decision, sellerId } = one;
      const probability = modelProbability(linear, features, SIGNAL_ROLES);
      const given = verdict?.probability ?? probability;
      const confirmed = decision === 'confirmed' && !disputed.has(listingOf(one) ?? '');
      return {
        sellerId,
        confirmed,
        probability: confirmed ? Math.min(given, probability) : Math.max(given, probability),
      };
    });
  const made = { modelVersion: model.version, at: now.toISOString() };
  const proof = provedFrom(outcomes, brand.enforcement.expediteAt);
  if (proof) return { proved: true, ...proof, ...made };
  const from = carefulFrom(brand);
  const tried = countable(outcomes, from);
  return {
    proved: false,
    from,
    decided: tried.length,
    confirmed: tried.filter(({ confirmed }) => confirmed).length,
    ...made,
  };
}
