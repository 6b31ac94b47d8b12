import type { Brand } from '#shared/domain/brand.ts';
import { type AutoSubmitThreshold, autoSubmitThreshold, expeditingWords } from '#shared/domain/expediting.ts';
import { modelInUse } from '#shared/learning/model-in-use.ts';
import type { ModelStore } from '#shared/stores/model-store.ts';

/** Where each brand stands with expediting, in figures and in words. */
export async function expeditingOf(
  brands: readonly Brand[],
  models: Pick<ModelStore, 'promoted' | 'expediting'>,
): Promise<(AutoSubmitThreshold & { words: string })[]> {
  const { version } = modelInUse(await models.promoted());
  return Promise.all(
    brands.map(async (brand) => {
      const now = autoSubmitThreshold(brand, await models.expediting(brand.id), version);
      return { ...now, words: expeditingWords(now) };
    }),
  );
}
