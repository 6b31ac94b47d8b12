import type { Brand } from '#shared/domain/brand.ts';
import { carefulFrom, EXPEDITE_PRECISION, type Expediting, LEAST_DECIDED } from '#shared/domain/expediting.ts';
import type { ScoringModel } from '#shared/scoring/model.ts';
import type { Evidence } from './analyst-decision.ts';
import { isStopped, modelProbability } from './linear-model.ts';
import { linearModelOf, SIGNAL_ROLES } from './model-file.ts';
import { wilsonLowerBound } from './wilson.ts';

/** One decided listing: its probability as the cautious reading has it, and how it ended. */
export type Outcome = { probability: number; confirmed: boolean };

export type Proof = { from: number; decided: number; confirmed: number };

/**
 * The lowest probability, not below `floor`, from which precision is at least the target with 95 % confidence (Wilson), on
 * enough decided listings. Only where something was confirmed: so one more rejected listing can only raise the answer, or undo it.
 */
export function provedFrom(outcomes: readonly Outcome[], floor: number): Proof | undefined {
  const falling = outcomes
    .filter(({ probability }) => probability >= floor)
    .toSorted((a, b) => b.probability - a.probability);
  let proof: Proof | undefined;
  let confirmed = 0;
  let lastConfirmed: number | undefined;
  for (const [i, outcome] of falling.entries()) {
    if (outcome.confirmed) {
      confirmed++;
      lastConfirmed = outcome.probability;
    }
    const { probability } = outcome;
    // Equal probabilities stand and fall together.
    if (falling[i + 1]?.probability === probability || lastConfirmed !== probability) continue;
    const decided = i + 1;
    if (decided >= LEAST_DECIDED && wilsonLowerBound(confirmed, decided) >= EXPEDITE_PRECISION)
      proof = { from: probability, decided, confirmed };
  }
  return proof;
}

/**
 * What a brand's own decisions prove of this model. Each counts twice over: as the verdict was given before anybody decided,
 * which no model had learnt from, and as this model gives it now, which is what the threshold will be asked about. A confirmed
 * listing takes the lower of the two, any other the higher. A random audit counts once: its weight must not make one decision a hundred.
 */
export function proveExpediting(
  brand: Pick<Brand, 'enforcement'>,
  decisions: readonly Evidence[],
  model: ScoringModel,
  now: Date,
): Expediting {
  const linear = linearModelOf(model);
  const outcomes = decisions
    .filter(({ features, secondOpinion }) => !secondOpinion && !isStopped(features, SIGNAL_ROLES))
    .map(({ features, verdict, decision }): Outcome => {
      const probability = modelProbability(linear, features, SIGNAL_ROLES);
      const given = verdict?.probability ?? probability;
      const confirmed = decision === 'confirmed';
      return { confirmed, probability: confirmed ? Math.min(given, probability) : Math.max(given, probability) };
    });
  const made = { modelVersion: model.version, at: now.toISOString() };
  const proof = provedFrom(outcomes, brand.enforcement.expediteAt);
  if (proof) return { proved: true, ...proof, ...made };
  const from = carefulFrom(brand);
  const tried = outcomes.filter(({ probability }) => probability >= from);
  return {
    proved: false,
    from,
    decided: tried.length,
    confirmed: tried.filter(({ confirmed }) => confirmed).length,
    ...made,
  };
}
