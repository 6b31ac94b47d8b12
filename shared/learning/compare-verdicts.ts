import { Enforcement } from '#shared/domain/brand.ts';
import type { Decision } from '#shared/domain/verdict.ts';
import { judgeFeatures } from '#shared/scoring/judge-features.ts';
import type { ScoringModel } from '#shared/scoring/model.ts';
import { decisionWeight, type Evidence } from './analyst-decision.ts';
import { averagePrecision, recallAtPrecision } from './metrics.ts';
import { curveOf } from './precision-curve.ts';

type Figures = { decisions: Record<Decision, number>; averagePrecision: number; recallAtP90: number };

export type Comparison = {
  listings: number;
  before: Figures;
  after: Figures;
  /** Listings by what they were and became, "review → expedite", without those that stay. */
  moved: Record<string, number>;
};

/**
 * What would have been said of the decided listings by another model. Before: the verdict as it was given where the decision
 * carries it, else what `fallback` says. A model that learnt from these decisions looks better here than it is.
 * @param enforcementOf thresholds of a brand; without them the defaults hold.
 */
export function compareVerdicts(
  decisions: readonly Evidence[],
  models: { fallback: ScoringModel; after: ScoringModel },
  enforcementOf: (brandId: string) => Enforcement | undefined,
): Comparison {
  const judged = decisions
    .filter(({ secondOpinion }) => !secondOpinion)
    .map((decided) => {
      const brand = { enforcement: enforcementOf(decided.brandId) ?? Enforcement.parse({}) };
      return {
        decided,
        before: decided.verdict ?? judgeFeatures(brand, decided.features, models.fallback),
        after: judgeFeatures(brand, decided.features, models.after),
      };
    });
  const figures = (which: 'before' | 'after'): Figures => {
    const curve = curveOf(
      judged.map((one) => one[which].probability),
      judged.map(({ decided }) => decided.decision === 'confirmed'),
      judged.map(({ decided }) => decisionWeight(decided)),
    );
    const count = (decision: Decision) => judged.filter((one) => one[which].decision === decision).length;
    return {
      decisions: { ignore: count('ignore'), review: count('review'), expedite: count('expedite') },
      averagePrecision: averagePrecision(curve),
      recallAtP90: recallAtPrecision(curve, 0.9),
    };
  };
  const moves = judged
    .filter(({ before, after }) => before.decision !== after.decision)
    .map(({ before, after }) => `${before.decision} → ${after.decision}`);
  return {
    listings: judged.length,
    before: figures('before'),
    after: figures('after'),
    moved: Object.fromEntries([...Map.groupBy(moves, (move) => move)].map(([move, all]) => [move, all.length])),
  };
}
