import type { Brand } from '#shared/domain/brand.ts';
import { autoSubmitThreshold, expeditingWords } from '#shared/domain/expediting.ts';
import type { Verdict } from '#shared/domain/verdict.ts';
import { modelInUse } from '#shared/learning/model-in-use.ts';
import type { ModelStore } from '#shared/stores/model-store.ts';
import { shadowRefusal } from './shadow.ts';

/** Why an offer must not be noticed without a person's approval; undefined when mode auto may send it. */
export async function autoRefusal(
  { decision, probability, modelVersion }: Verdict,
  brand: Brand,
  models: Pick<ModelStore, 'promoted' | 'expediting'>,
): Promise<string | undefined> {
  const inShadow = shadowRefusal(brand);
  if (inShadow) return inShadow;
  if (brand.enforcement.mode === 'review') return 'this brand has every notice approved by a person';
  if (brand.enforcement.fourEyes) return 'this brand has every notice approved by two people';
  const inUse = modelInUse(await models.promoted());
  // Whoever went back to another model does not trust this one any more, whatever was proved of it.
  if (modelVersion !== inUse.version)
    return `it was judged by model ${modelVersion}, and model ${inUse.version} is in use`;
  const expediting = autoSubmitThreshold(brand, await models.expediting(brand.id), inUse.version);
  if (decision !== 'expedite' || probability < expediting.from) return 'not certain enough to be sent without approval';
  return expediting.proved ? undefined : expeditingWords(expediting);
}
