import type { Brand } from '#shared/domain/brand.ts';
import { expeditingNow } from '#shared/domain/expediting.ts';
import { modelInUse } from '#shared/learning/model-in-use.ts';
import type { Clock } from '#shared/runtime/clock.ts';
import { remembered, rememberedPerBrand } from '#shared/runtime/remembered.ts';
import type { ScoringModel } from '#shared/scoring/model.ts';
import type { ModelStore } from '#shared/stores/model-store.ts';

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
    return { model, brand: expeditingFrom(brand, expeditingNow(brand, proof, model.version).from) };
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
