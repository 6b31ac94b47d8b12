import { type Random, shuffled } from '#shared/runtime/seeded-random.ts';

/**
 * What a model says about each item when it was taught on the other sellers only: predictions to calibrate on, without
 * holding any decision back from the final fit.
 */
export function outOfFold<Item extends { sellerId: string }, Model>(
  items: readonly Item[],
  {
    fit: taughtBy,
    predict,
    random,
    folds = 5,
  }: {
    fit: (training: Item[]) => Model;
    predict: (model: Model, item: Item) => number;
    random: Random;
    folds?: number;
  },
): number[] {
  const sellers = shuffled([...new Set(items.map(({ sellerId }) => sellerId))], random);
  const foldOf = new Map(sellers.map((seller, i) => [seller, i % folds]));
  const models = Array.from({ length: folds }, (_, fold) =>
    taughtBy(items.filter(({ sellerId }) => foldOf.get(sellerId) !== fold)),
  );
  return items.map((item) => predict(models[foldOf.get(item.sellerId)!]!, item));
}
