import type { Brand } from '#shared/domain/brand.ts';
import { expeditingNow } from '#shared/domain/expediting.ts';
import { modelInUse } from '#shared/learning/model-in-use.ts';
import type { Clock } from '#shared/runtime/clock.ts';
import type { ScoringModel } from '#shared/scoring/model.ts';
import type { ModelStore } from '#shared/stores/model-store.ts';
import { remembered, rememberedPerBrand } from './remembered-per-brand.ts';

/** What a brand's listings are measured by: the model, and the brand with the threshold that it has proved for that model. */
export type Yardstick = { model: ScoringModel; brand: Brand };

export type LookUpYardstick = (brand: Brand) => Promise<Yardstick>;

export function createYardstick(models: Pick<ModelStore, 'promoted' | 'expediting'>, clock: Clock): LookUpYardstick {
  const currentModel = remembered(
    clock,
    () => 'model',
    async () => modelInUse(await models.promoted()),
  );
  const found = rememberedPerBrand(clock, ({ id }) => models.expediting(id));
  return async (brand) => {
    const [model, proof] = await Promise.all([currentModel(undefined), found(brand)]);
    const expediteAt = expeditingNow(brand, proof, model.version).from;
    return { model, brand: { ...brand, enforcement: { ...brand.enforcement, expediteAt } } };
  };
}
