import { countMetric, logger } from '#shared/runtime/logger.ts';
import { type ScoringModel, model as shipped } from '#shared/scoring/model.ts';
import { signals } from '#shared/signals/index.ts';
import type { PromotedModel, StoredModel } from '#shared/stores/model-store.ts';

/** The promoted model, or the shipped one where nothing was promoted or it cannot be used: never silently, an alarm counts it. */
export function modelInUse(promoted: PromotedModel | undefined): ScoringModel {
  if (!promoted) return shipped;
  const problem = problemWith(promoted);
  if (!problem && 'model' in promoted) return promoted.model;
  logger.error('promoted model cannot be used, the shipped one is', { version: promoted.version, problem });
  countMetric('ModelUnusable');
  return shipped;
}

/** Why a stored model cannot judge, if it cannot. */
export const problemWith = (stored: StoredModel): string | undefined =>
  'problem' in stored ? stored.problem : missingWeights(stored.model);

/** A signal that is newer than the model: its weight would have to be invented. */
function missingWeights({ weights }: ScoringModel): string | undefined {
  const missing = signals.filter(({ id }) => weights[id] === undefined).map(({ id }) => id);
  return missing.length > 0 ? `it has no weight for ${missing.join(', ')}` : undefined;
}
