import type { Brand } from '#shared/domain/brand.ts';
import { autoSubmitThreshold } from '#shared/domain/expediting.ts';
import { modelInUse } from '#shared/learning/model-in-use.ts';
import type { Clock } from '#shared/runtime/clock.ts';
import { ttlMemo, ttlMemoPerBrand } from '#shared/runtime/ttl-memo.ts';
import type { ScoringModel } from '#shared/scoring/model.ts';
import type { ModelStore } from '#shared/stores/model-store.ts';

/** What a brand's listings are measured by: the model, and the brand with the threshold that it has proved for that model. */
export type ScoringContext = { model: ScoringModel; brand: Brand };

export type LookUpScoringContext = (brand: Brand) => Promise<ScoringContext>;

export function createScoringContext(
  models: Pick<ModelStore, 'promoted' | 'expediting'>,
  clock: Clock,
): LookUpScoringContext {
  const currentModel = ttlMemo(
    clock,
    () => 'model',
    async () => modelInUse(await models.promoted()),
  );
  const found = ttlMemoPerBrand(clock, ({ id }) => models.expediting(id));
  return async (brand) => {
    const [model, proof] = await Promise.all([currentModel(undefined), found(brand)]);
    return { model, brand: expeditingFrom(brand, autoSubmitThreshold(brand, proof, model.version).from) };
  };
}

/** What it was last turned into: the same brand and threshold stay the same object, so that its fingerprint is prepared once. */
const measured = new WeakMap<Brand, Brand>();

function expeditingFrom(brand: Brand, expediteAt: number): Brand {
  const known = measured.get(brand);
  if (known?.enforcement.expediteAt === expediteAt) return known;
  const own = { ...brand, enforcement: { ...brand.enforcement, expediteAt } };
  measured.set(brand, own);
  return own;
}
